import * as z from 'zod';
import { actor, listedByStaff, nextEventId } from './event-row.ts';
import { rowKeys } from './keys.ts';
import type { Write } from './records.ts';

/** Something that a member of staff did to another, or to what the console knows of themselves. */
export const staffEventRow = z.object({
  kind: z.literal('staff-event'),
  at: z.iso.datetime(),
  who: actor,
  /** The word of the act. */
  what: z.string(),
});
export type StaffEventRow = z.infer<typeof staffEventRow>;

/** @param staff to whom it was done */
export function putStaffEvent(staff: string, at: Date, event: Omit<StaffEventRow, 'kind' | 'at'>): Write {
  const id = nextEventId();
  const row: StaffEventRow = { kind: 'staff-event', at: at.toISOString(), ...event };
  return { Put: { Item: { ...rowKeys['staff-event'](staff, at, id), ...listedByStaff(event.who, at, id), ...row } } };
}
