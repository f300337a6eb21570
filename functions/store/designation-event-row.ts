import * as z from 'zod';
import { eventRow, listedByStaff, nextEventId } from './event-row.ts';
import { rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';

/** One line of a designation's history. Texts are among those of its case. */
export const designationEventRow = z.object({ ...eventRow.shape, kind: z.literal('designation-event') });
export type DesignationEventRow = z.infer<typeof designationEventRow>;

export function putDesignationEvent(number: string, at: Date, event: Omit<DesignationEventRow, 'kind' | 'at'>): Write {
  const row: DesignationEventRow = { kind: 'designation-event', at: at.toISOString(), ...event };
  const id = nextEventId();
  const lists = listedByStaff(event.who, at, id);
  return { Put: { Item: { ...rowKeys['designation-event'](number, at, id), ...lists, ...row } } };
}

/** What has happened to a designation, the oldest first. */
export function designationHistory(records: Records, number: string): Promise<DesignationEventRow[]> {
  const { pk } = rowKeys.designation(number);
  return Array.fromAsync(records.beginning({ pk, sk: 'EVENT#' }, designationEventRow));
}
