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

export const getConflict = (records: Records, reference: string, staff: string): Promise<ConflictRow | undefined> =>
  records.get(rowKeys.conflict(reference, staff), conflictRow);

export function putConflict(reference: string, row: Omit<ConflictRow, 'kind'>): Write {
  return { Put: { Item: { ...rowKeys.conflict(reference, row.staff), kind: 'conflict', ...row } } };
}
