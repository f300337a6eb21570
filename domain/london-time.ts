/**
 * The only place that knows about time zones. Everything else works with instants (`Date`), and prints and reads them here.
 * A calendar date is text like `2027-01-29`; a wall-clock time is text like `2027-01-29T17:00`, both in London.
 */

import { TIME_WORDS } from './words.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const LONDON = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** What a wall-clock text means: one instant, or why it is none. */
export type WallClock =
  | { readonly word: 'instant'; readonly instant: Date }
  | { readonly word: 'does-not-exist' | 'exists-twice' | 'not-a-time' };

/**
 * The instant at which London's clocks show a time. In the hour that is skipped in March there is none; in the hour that
 * is repeated in October there are two, and nobody can say which was meant.
 */
export function readLondon(text: string): WallClock {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text)) return { word: 'not-a-time' };
  const asUtc = Date.parse(`${text}:00Z`);
  // Date.parse rolls 30 February over into March
  if (Number.isNaN(asUtc) || new Date(asUtc).toISOString().slice(0, 16) !== text) return { word: 'not-a-time' };
  const [first, ...others] = [asUtc - HOUR, asUtc].map((time) => new Date(time)).filter((it) => wallClock(it) === text);
  if (!first) return { word: 'does-not-exist' };
  return others.length > 0 ? { word: 'exists-twice' } : { word: 'instant', instant: first };
}

/** What London's clocks show: `2027-01-29T17:00`. */
export function wallClock(instant: Date): string {
  // 'dd/mm/yyyy, hh:mm'
  const text = LONDON.format(instant);
  return `${text.slice(6, 10)}-${text.slice(3, 5)}-${text.slice(0, 2)}T${text.slice(12)}`;
}

/** The day in London: `2027-01-29`. */
export function calendarDate(instant: Date): string {
  return wallClock(instant).slice(0, 10);
}

/** A calendar date some days later, or earlier. */
export function plusDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** 0 for Sunday to 6 for Saturday. */
export function weekday(date: string): number {
  return new Date(`${date}T00:00Z`).getUTCDay();
}

const printWeekday = format({ weekday: 'long' });

function format(parts: Intl.DateTimeFormatOptions): (date: string) => string {
  const formatter = new Intl.DateTimeFormat(TIME_WORDS.locale, { timeZone: 'UTC', ...parts });
  return (date) => formatter.format(new Date(`${date}T00:00Z`));
}

/** "29 January 2027" */
export const printDate = format({ day: 'numeric', month: 'long', year: 'numeric' });

/** "Friday 29 January 2027 at 5pm (UK time)": the one wording of an instant. */
export function printInstant(instant: Date): string {
  const text = wallClock(instant);
  const date = text.slice(0, 10);
  return TIME_WORDS.instant(printWeekday(date), printDate(date), printTime(text.slice(11)));
}

function printTime(time: string): string {
  if (time === '00:00') return TIME_WORDS.dayBegins;
  if (time === '12:00') return TIME_WORDS.midday;
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return TIME_WORDS.time(hour, minute);
}
