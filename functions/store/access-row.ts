import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { listed, rowKeys } from './keys.ts';
import type { Write } from './records.ts';

/** That a member of staff looked at a page of a case. */
export const accessRow = z.object({
  kind: z.literal('access'),
  staff: z.string(),
  at: z.iso.datetime(),
  /** The part of the case, as its path says: empty for the case page itself. */
  page: z.string(),
});
export type AccessRow = z.infer<typeof accessRow>;

export function putAccess(reference: string, { staff, page }: Pick<AccessRow, 'staff' | 'page'>, at: Date): Write {
  const row: AccessRow = { kind: 'access', staff, page, at: at.toISOString() };
  const id = randomUUID();
  return { Put: { Item: { ...rowKeys.access(reference, at, id), ...listed.doneBy(staff, at, id), ...row } } };
}
