import { createHash } from 'node:crypto';
import * as z from 'zod';
import { caseRow } from '../../store/case-row.ts';
import { conflictRow } from '../../store/conflict-row.ts';
import { type DecisionRow, decisionRow, markRow } from '../../store/decision-rows.ts';
import { referenceOf, rowKeys } from '../../store/keys.ts';
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

/** The references of the cases of a round that wait for a decision, or for its release, in their order. */
export async function casesToDecide(records: Records, round: string): Promise<string[]> {
  const listed = await new RoundCards(records).of(round, 'awaiting-decision');
  return listed.map(({ reference }) => reference).toSorted();
}

/** Those of some cases that wait for a decision, or for its release, in their order. */
export async function readDecisionLines(
  records: Records,
  references: readonly string[],
  staff: string,
): Promise<DecisionLine[]> {
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
  const wordOf = new Map(declared.map(({ pk, word }) => [referenceOf({ pk }), word]));
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

/** What can be released together: provisional decisions that wait for no answer of the applicant. */
export interface Release {
  readonly lines: readonly (DecisionLine & { readonly decision: DecisionRow })[];
  /** Changes with every change of what is to be released. */
  readonly fingerprint: string;
  /** Of how many the member of staff has not said that they have no interest in them. */
  readonly undeclared: number;
}

/** A round can have thousands of cases to decide: so many decisions are looked at together. */
const LOOKED_AT_ONCE = 500;
const decided = decisionRow.pick({ reference: true, state: true });

/** What one member of staff can release of a round now. */
export async function readRelease(records: Records, round: string, staff: string): Promise<Release> {
  const references = await casesToDecide(records, round);
  const lines: Release['lines'][number][] = [];
  for (let from = 0; from < references.length && lines.length < MOST_TOGETHER; from += LOOKED_AT_ONCE) {
    const keys = references.slice(from, from + LOOKED_AT_ONCE).map(rowKeys.decision);
    const decisions = await Array.fromAsync(records.getMany(keys, decided));
    const provisional = decisions.filter(({ state }) => state === 'provisional').map(({ reference }) => reference);
    lines.push(...ready(await readDecisionLines(records, provisional, staff)));
  }
  return releaseOf(lines.slice(0, MOST_TOGETHER));
}

/** An answer that the applicant owes holds a decision back. */
const ready = (lines: readonly DecisionLine[]): Release['lines'] =>
  lines.flatMap((line) =>
    line.decision?.state === 'provisional' && line.asked === undefined ? [{ ...line, decision: line.decision }] : [],
  );

function releaseOf(lines: Release['lines']): Release {
  const hash = createHash('sha256');
  for (const { reference, version, decision } of lines) hash.update(`${reference} ${version} ${decision.version}\n`);
  return {
    lines,
    fingerprint: hash.digest('hex'),
    undeclared: lines.filter(({ declared }) => declared !== 'none').length,
  };
}
