import * as z from 'zod';
import { rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';

/** What a member of staff said before they opened a case: that they have a conflict of interest in it, or none. */
export const conflictRow = z.object({
  kind: z.literal('conflict'),
  staff: z.string(),
  word: z.enum(['none', 'conflicted']),
  at: z.iso.datetime(),
});
export type ConflictRow = z.infer<typeof conflictRow>;

/** Nobody has declared one, or it was taken back already. */
export class ConflictMovedOnError extends Error {
  override readonly name = 'ConflictMovedOnError';
}

export const getConflict = (records: Records, reference: string, staff: string): Promise<ConflictRow | undefined> =>
  records.get(rowKeys.conflict(reference, staff), conflictRow);

export function putConflict(reference: string, row: Omit<ConflictRow, 'kind'>): Write {
  return { Put: { Item: { ...rowKeys.conflict(reference, row.staff), kind: 'conflict', ...row } } };
}

/** Who has declared an interest in a case, and when. */
export async function conflictsOf(records: Records, reference: string): Promise<ConflictRow[]> {
  const all = await Array.fromAsync(records.beginning(rowKeys.conflict(reference, ''), conflictRow));
  return all.filter(({ word }) => word === 'conflicted');
}

/** Takes back a declared conflict: nothing is declared any more. */
export const endConflict = (reference: string, staff: string): Write => ({
  Delete: {
    Key: { ...rowKeys.conflict(reference, staff) },
    ConditionExpression: 'word = :word',
    ExpressionAttributeValues: { ':word': 'conflicted' },
  },
  refusal: () => new ConflictMovedOnError(reference),
});
