import { calendarDate } from './london-time.ts';
import { lastClosing, type Round } from './round.ts';
import { gate } from './round-gate.ts';

/** Can somebody who comes now apply, and if not, when? */
export type RoundStanding =
  | { readonly word: 'open'; readonly until: Date; readonly daysLeft: number; readonly isReopened: boolean }
  /** It is open, and as many applications were sent as it takes. */
  | { readonly word: 'full'; readonly capacity: number }
  | { readonly word: 'opens'; readonly at: Date; readonly daysLeft: number }
  | { readonly word: 'closed' | 'cancelled' };

type Dates = Pick<Round, 'state' | 'opens' | 'closes' | 'reopened' | 'capacity'>;

/**
 * How a round stands for the public, by the same gate that submissions pass.
 *
 * @param isFull whether every place of a round with a capacity is taken
 */
export function roundStanding(round: Dates, isFull: boolean, now: Date): RoundStanding {
  const { opens, closes, reopened, capacity } = round;
  const word = gate(round, {}, now);
  if (word === 'not-open-yet') return { word: 'opens', at: opens.instant, daysLeft: daysUntil(opens.instant, now) };
  if (word === 'cancelled') return { word };
  if (word !== 'open') return { word: 'closed' };
  if (isFull && capacity !== undefined) return { word: 'full', capacity };
  const isReopened = reopened !== undefined && now >= closes.instant;
  const until = lastClosing(round).instant;
  return { word: 'open', until, daysLeft: daysUntil(until, now), isReopened };
}

const DAY = 86_400_000;

/** By London's calendar: 0 is today, 1 is tomorrow. */
function daysUntil(instant: Date, now: Date): number {
  return Math.round((Date.parse(calendarDate(instant)) - Date.parse(calendarDate(now))) / DAY);
}
