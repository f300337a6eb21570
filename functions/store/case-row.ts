import * as z from 'zod';
import { rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';

/** One person's case in one round. */
export const caseRow = z.object({
  kind: z.literal('case'),
  reference: z.string(),
  person: z.string(),
  state: z.enum(['submitted', 'ineligible', 'awaiting-endorsements', 'awaiting-decision', 'not-endorsed']),
  /** Which run of the workflow this is: a re-run is a new number. */
  run: z.int().positive(),
  submittedAt: z.iso.datetime(),
});

export type CaseRow = z.infer<typeof caseRow>;

export class CaseNotFoundError extends Error {
  override readonly name = 'CaseNotFoundError';
}

/** The case is no longer in the state that this step starts from: somebody was faster, or it is a repetition. */
export class CaseMovedOnError extends Error {
  override readonly name = 'CaseMovedOnError';
}

/** @throws CaseNotFoundError */
export async function getCase(records: Records, reference: string): Promise<CaseRow> {
  const row = await records.get(rowKeys.case(reference), caseRow);
  if (!row) throw new CaseNotFoundError(reference);
  return row;
}

/** Opens a submitted case; refused when the reference is taken. */
export function putCase(row: CaseRow): Write {
  return { Put: { Item: { ...rowKeys.case(row.reference), ...row }, ConditionExpression: 'attribute_not_exists(pk)' } };
}

/** Moves a case on, from one state only. */
export function moveCase(reference: string, from: CaseRow['state'], to: CaseRow['state']): Write {
  return {
    Update: {
      Key: rowKeys.case(reference),
      UpdateExpression: 'SET #state = :to',
      ConditionExpression: '#state = :from',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':from': from, ':to': to },
    },
    refusal: () => new CaseMovedOnError(reference),
  };
}
