import bankHolidays from './bank-holidays.json' with { type: 'json' };
import { calendarDate, plusDays, readLondon, wallClock, weekday } from './london-time.ts';

/**
 * Bank holidays of a part of the United Kingdom. Days outside the years that it covers are unknown, not working days: new
 * holidays are proclaimed every year.
 */
export interface HolidayCalendar {
  readonly firstYear: number;
  readonly lastYear: number;
  readonly dates: ReadonlySet<string>;
}

/** The shape of www.gov.uk/bank-holidays.json, as far as it is used. */
export interface HolidayFile {
  readonly 'england-and-wales': { readonly events: readonly { readonly title: string; readonly date: string }[] };
}

/** Covers whole years from the first date of the file to its last. */
export function readHolidays(file: HolidayFile): HolidayCalendar {
  const dates = file['england-and-wales'].events.map(({ date }) => date).sort();
  const yearOf = (date: string | undefined) => Number(date?.slice(0, 4) ?? Number.NaN);
  return { firstYear: yearOf(dates[0]), lastYear: yearOf(dates.at(-1)), dates: new Set(dates) };
}

/** "UK bank holidays" has no list of its own; programmes are England's, so theirs are England's and Wales's. */
export const ENGLAND_AND_WALES = readHolidays(bankHolidays);

export type DayKind = 'working-day' | 'weekend' | 'bank-holiday' | 'unknown';

export function kindOfDay(date: string, holidays: HolidayCalendar = ENGLAND_AND_WALES): DayKind {
  const day = weekday(date);
  if (day === 0 || day === 6) return 'weekend';
  const year = Number(date.slice(0, 4));
  if (!(year >= holidays.firstYear && year <= holidays.lastYear)) return 'unknown';
  return holidays.dates.has(date) ? 'bank-holiday' : 'working-day';
}

/** The date some working days after another, counting from the day after it; `unknown` beyond the calendar's end. */
export function plusWorkingDays(
  date: string,
  days: number,
  holidays: HolidayCalendar = ENGLAND_AND_WALES,
): string | 'unknown' {
  let current = date;
  for (let left = days; left > 0; ) {
    current = plusDays(current, 1);
    const kind = kindOfDay(current, holidays);
    if (kind === 'unknown') return 'unknown';
    if (kind === 'working-day') left -= 1;
  }
  return current;
}

/** Monday to Friday 9am to 5pm, excluding bank holidays. */
const OPENS = '09:00';
const CLOSES = '17:00';

export type HelpdeskWord =
  | { readonly word: 'open'; readonly until: Date }
  | { readonly word: 'closed'; readonly opensAt: Date }
  /** Nobody knows yet whether the day in question is a bank holiday. */
  | { readonly word: 'unknown' };

/** Can somebody answer now, and if not, from when? */
export function helpdesk(now: Date, holidays: HolidayCalendar = ENGLAND_AND_WALES): HelpdeskWord {
  const today = calendarDate(now);
  const time = wallClock(now).slice(11);
  const kind = kindOfDay(today, holidays);
  if (kind === 'unknown') return { word: 'unknown' };
  if (kind === 'working-day' && time < CLOSES) {
    if (time >= OPENS) return { word: 'open', until: londonInstant(today, CLOSES) };
    return { word: 'closed', opensAt: londonInstant(today, OPENS) };
  }
  const next = plusWorkingDays(today, 1, holidays);
  return next === 'unknown' ? { word: 'unknown' } : { word: 'closed', opensAt: londonInstant(next, OPENS) };
}

/** The end of helpdesk hours some working days after an instant's day. */
export function helpdeskDue(
  from: Date,
  workingDays: number,
  holidays: HolidayCalendar = ENGLAND_AND_WALES,
): Date | 'unknown' {
  const date = plusWorkingDays(calendarDate(from), workingDays, holidays);
  return date === 'unknown' ? 'unknown' : londonInstant(date, CLOSES);
}

/** Clocks change at night, so that a time of the working day is always one instant. */
function londonInstant(date: string, time: string): Date {
  const read = readLondon(`${date}T${time}`);
  if (read.word !== 'instant') throw new Error(`${date} at ${time} is no instant in London: ${read.word}`);
  return read.instant;
}
