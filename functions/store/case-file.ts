import * as z from 'zod';
import type { Answers } from '../../domain/answers.ts';
import type { Programme } from '../../programmes/programme.ts';
import { findGeneration } from '../../programmes/programmes.ts';
import { type AnswersRow, answersRow } from './answers-row.ts';
import { CaseNotFoundError, type CaseRow, caseRow } from './case-row.ts';
import { type DecisionRow, decisionRow, type MarkRow, markRow } from './decision-rows.ts';
import { type EligibilityRow, eligibilityRow } from './eligibility-row.ts';
import {
  type EndorsementRequestRow,
  type EndorsementRow,
  endorsementRequestRow,
  endorsementRow,
} from './endorsement-rows.ts';
import { type EventRow, eventRow } from './event-row.ts';
import { type InformationRequestRow, informationRequestRow } from './information-request-row.ts';
import { caseFileKeys, caseStandingKeys } from './keys.ts';
import type { Records } from './records.ts';
import { type SlotRow, slotRow } from './slot-row.ts';

/** Where a case stands: what was found, asked, endorsed and decided. What it is read from: `caseStandingKeys`. */
export interface CaseStanding {
  readonly case: CaseRow;
  /** The rules that its round pins. */
  readonly programme: Programme;
  readonly eligibility: EligibilityRow | undefined;
  readonly slots: readonly SlotRow[];
  readonly requests: readonly EndorsementRequestRow[];
  readonly endorsements: readonly EndorsementRow[];
  readonly decision: DecisionRow | undefined;
}

/** What a case is made of, as one consistent read of its partition found it. What is left out: `caseFileKeys`. */
export interface CaseFile extends CaseStanding {
  readonly answers: readonly AnswersRow[];
  readonly information: readonly InformationRequestRow[];
  readonly marks: readonly MarkRow[];
  /** In the order in which they happened. */
  readonly events: readonly EventRow[];
}

/** A round pins a generation whose file is gone. */
export class GenerationNotFoundError extends Error {
  override readonly name = 'GenerationNotFoundError';
}

/** @throws GenerationNotFoundError */
export function programmeOf(generation: string): Programme {
  const programme = findGeneration(generation);
  if (!programme) throw new GenerationNotFoundError(generation);
  return programme;
}

/** Each row is parsed by the schema of its kind afterwards. */
const anyRow = z.custom<{ readonly kind: string }>((row) => typeof row === 'object' && row !== null && 'kind' in row);

/** @throws CaseNotFoundError */
export async function readCaseFile(records: Records, reference: string): Promise<CaseFile> {
  const all = await readByKind(records, caseFileKeys(reference));
  return {
    ...standingIn(all, reference),
    answers: all('answers', answersRow),
    information: all('information-request', informationRequestRow),
    marks: all('mark', markRow),
    events: all('event', eventRow),
  };
}

/**
 * For what needs no more of a case than where it stands: takes three fifths of the time of the whole file.
 *
 * @throws CaseNotFoundError
 */
export async function readCaseStanding(records: Records, reference: string): Promise<CaseStanding> {
  return standingIn(await readByKind(records, caseStandingKeys(reference)), reference);
}

type RowsOf = <Row>(kind: string, schema: z.ZodType<Row>) => Row[];

async function readByKind(records: Records, { pk, from, until }: ReturnType<typeof caseFileKeys>): Promise<RowsOf> {
  const byKind = new Map<string, unknown[]>();
  const query = {
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :until',
    ExpressionAttributeValues: { ':pk': pk, ':from': from, ':until': until },
    ConsistentRead: true,
  };
  for await (const row of records.query(query, anyRow)) {
    byKind.set(row.kind, [...(byKind.get(row.kind) ?? []), row]);
  }
  return (kind, schema) => z.array(schema).parse(byKind.get(kind) ?? []);
}

function standingIn(all: RowsOf, reference: string): CaseStanding {
  const [found] = all('case', caseRow);
  if (!found) throw new CaseNotFoundError(reference);
  return {
    case: found,
    programme: programmeOf(found.generation),
    eligibility: all('eligibility', eligibilityRow)[0],
    slots: all('slot', slotRow),
    requests: all('endorsement-request', endorsementRequestRow),
    endorsements: all('endorsement', endorsementRow),
    decision: all('decision', decisionRow)[0],
  };
}

/** The answers of all sections: questions are unique in a form. */
export function allAnswers({ answers }: Pick<CaseFile, 'answers'>): Answers {
  return Object.assign({}, ...answers.map((section) => section.answers)) as Answers;
}

/** The request to whoever is asked now to fill a slot. */
export function liveRequest({ requests }: CaseStanding, { slot, request }: SlotRow): EndorsementRequestRow {
  const live = requests.find((row) => row.slot === slot && row.request === request);
  if (!live) throw new Error(`slot ${slot} names request ${request}, which is not there`);
  return live;
}
