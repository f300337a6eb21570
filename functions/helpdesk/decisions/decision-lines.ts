import { createHash } from 'node:crypto';
import * as z from 'zod';
import { caseRow } from '../../store/case-row.ts';
import { conflictRow } from '../../store/conflict-row.ts';
import { type DecisionRow, decisionRow, markRow } from '../../store/decision-rows.ts';
import { rowKeys } from '../../store/keys.ts';
import type { Records } from '../../store/records.ts';
import { RoundCards } from '../round-cards.ts';

const listedCase = caseRow.pick({ reference: true, card: true, state: true, version: true, asked: true });

/** A case that waits for its decision, as one member of staff may see it. */
export interface DecisionLine extends z.infer<typeof listedCase> {
  /** Whether they said that they have an interest in it: of a case of which they did not say, only the card is shown. */
  readonly declared: 'none' | 'conflicted' | undefined;
  /** Absent until there is one. */
  readonly decision: DecisionRow | undefined;
}

/** The cases of a round that wait for a decision, or for its release, by their references. */
export async function readDecisionLines(records: Records, round: string, staff: string): Promise<DecisionLine[]> {
  const listed = await new RoundCards(records).of(round, 'awaiting-decision');
  const references = listed.map(({ reference }) => reference);
  const conflicts = z.object({ pk: z.string(), word: conflictRow.shape.word });
  const [cases, decisions, declared] = await Promise.all([
    Array.fromAsync(records.getMany(references.map(rowKeys.case), listedCase)),
    Array.fromAsync(records.getMany(references.map(rowKeys.decision), decisionRow)),
    Array.fromAsync(
      records.getMany(
        references.map((one) => rowKeys.conflict(one, staff)),
        conflicts,
      ),
    ),
  ]);
  const decisionOf = new Map(decisions.map((row) => [row.reference, row]));
  const wordOf = new Map(declared.map(({ pk, word }) => [pk.replace('CASE#', ''), word]));
  return cases
    .filter(({ reference, state }) => state === 'awaiting-decision' && decisionOf.get(reference)?.state !== 'released')
    .map((row) => {
      const decision = decisionOf.get(row.reference);
      return { ...row, decision, declared: wordOf.get(row.reference) };
    })
    .toSorted((one, other) => one.reference.localeCompare(other.reference));
}

/** How often each mark was given, case by case. */
export async function marksOf(records: Records, references: readonly string[]) {
  const all = await Promise.all(
    references.map(async (reference) => {
      const marks = await Array.fromAsync(records.beginning({ ...rowKeys.case(reference), sk: 'MARK#' }, markRow));
      const count = (word: string) => marks.filter(({ mark }) => mark === word).length;
      return [reference, { met: count('met'), notMet: count('not-met'), exception: count('exception') }] as const;
    }),
  );
  return Object.fromEntries(all);
}

/** A page waits for all of them: more are released in a second go. */
const MOST_TOGETHER = 100;

/** What can be released together: all provisional decisions that wait for no answer of the applicant. */
export interface Release {
  readonly lines: readonly (DecisionLine & { readonly decision: DecisionRow })[];
  /** Changes with every change of what is to be released. */
  readonly fingerprint: string;
  /** Of how many the member of staff has not said that they have no interest in them. */
  readonly undeclared: number;
}

export function releaseOf(all: readonly DecisionLine[]): Release {
  const lines = all
    .flatMap((line) => {
      const { decision, asked } = line;
      return decision?.state === 'provisional' && asked === undefined ? [{ ...line, decision }] : [];
    })
    .slice(0, MOST_TOGETHER);
  const hash = createHash('sha256');
  for (const { reference, version, decision } of lines) hash.update(`${reference} ${version} ${decision.version}\n`);
  return {
    lines,
    fingerprint: hash.digest('hex'),
    undeclared: lines.filter(({ declared }) => declared !== 'none').length,
  };
}
