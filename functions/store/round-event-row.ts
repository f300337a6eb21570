import * as z from 'zod';
import { actor, listedByStaff, nextEventId } from './event-row.ts';
import { rowKeys } from './keys.ts';
import type { Write } from './records.ts';

/** One line of a round's timeline. */
export const roundEventRow = z.object({
  kind: z.literal('round-event'),
  at: z.iso.datetime(),
  who: actor,
  /** A state of the round, or the word of an act. */
  what: z.string(),
  /** The reason, in a manager's words. */
  why: z.string().exactOptional(),
  /** Dates that were changed, by London's clocks. */
  dates: z.record(z.string(), z.object({ from: z.string().exactOptional(), to: z.string() })).exactOptional(),
  /** The person to whom leave was given. */
  person: z.string().exactOptional(),
});
export type RoundEventRow = z.infer<typeof roundEventRow>;

export function putRoundEvent(round: string, at: Date, event: Omit<RoundEventRow, 'kind' | 'at'>): Write {
  const id = nextEventId();
  const lists = listedByStaff(event.who, at, id);
  const row: RoundEventRow = { kind: 'round-event', at: at.toISOString(), ...event };
  return { Put: { Item: { ...rowKeys['round-event'](round, at, id), ...lists, ...row } } };
}
