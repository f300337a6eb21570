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
import { caseFileKeys } from './keys.ts';
import type { Records } from './records.ts';
import { type SlotRow, slotRow } from './slot-row.ts';

/** What a case is made of, as one consistent read of its partition found it. What is left out: `caseFileKeys`. */
export interface CaseFile {
  readonly case: CaseRow;
  /** The rules that its round pins. */
  readonly programme: Programme;
  readonly answers: readonly AnswersRow[];
  readonly eligibility: EligibilityRow | undefined;
  readonly slots: readonly SlotRow[];
  readonly requests: readonly EndorsementRequestRow[];
  readonly endorsements: readonly EndorsementRow[];
  readonly information: readonly InformationRequestRow[];
  readonly marks: readonly MarkRow[];
  readonly decision: DecisionRow | undefined;
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
  const byKind = new Map<string, unknown[]>();
  const { pk, from, until } = caseFileKeys(reference);
  const query = {
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :until',
    ExpressionAttributeValues: { ':pk': pk, ':from': from, ':until': until },
    ConsistentRead: true,
  };
  for await (const row of records.query(query, anyRow)) {
    byKind.set(row.kind, [...(byKind.get(row.kind) ?? []), row]);
  }
  const all = <Row>(kind: string, schema: z.ZodType<Row>) => z.array(schema).parse(byKind.get(kind) ?? []);
  const [found] = all('case', caseRow);
  if (!found) throw new CaseNotFoundError(reference);
  return {
    case: found,
    programme: programmeOf(found.generation),
    answers: all('answers', answersRow),
    eligibility: all('eligibility', eligibilityRow)[0],
    slots: all('slot', slotRow),
    requests: all('endorsement-request', endorsementRequestRow),
    endorsements: all('endorsement', endorsementRow),
    information: all('information-request', informationRequestRow),
    marks: all('mark', markRow),
    decision: all('decision', decisionRow)[0],
    events: all('event', eventRow),
  };
}

/** The answers of all sections: questions are unique in a form. */
export function allAnswers({ answers }: Pick<CaseFile, 'answers'>): Answers {
  return Object.assign({}, ...answers.map((section) => section.answers)) as Answers;
}

/** The request to whoever is asked now to fill a slot. */
export function liveRequest({ requests }: CaseFile, { slot, request }: SlotRow): EndorsementRequestRow {
  const live = requests.find((row) => row.slot === slot && row.request === request);
  if (!live) throw new Error(`slot ${slot} names request ${request}, which is not there`);
  return live;
}
