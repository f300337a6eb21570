import * as z from 'zod';
import { readHolidays } from '../../domain/working-days.ts';

const event = z.object({ title: z.string().min(1), date: z.iso.date(), notes: z.string(), bunting: z.boolean() });

/** The part of the official file that is kept; other divisions may stand beside it. */
const holidayList = z.object({
  'england-and-wales': z.object({ division: z.literal('england-and-wales'), events: z.array(event).min(1) }),
});
export type HolidayList = z.infer<typeof holidayList>;

/** The file is no list of bank holidays, or none to be trusted. The message says why. */
export class HolidayListError extends Error {
  override readonly name = 'HolidayListError';
}

/** England and Wales have eight a year, and now and then one for a coronation or a funeral. */
const LEAST_A_YEAR = 8;

/**
 * Reads a list. Each of its years must be whole: a year with some of its days missing would make them working days.
 *
 * @throws HolidayListError
 */
export function readHolidayList(text: string): HolidayList {
  const read = holidayList.safeParse(parseJson(text));
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new HolidayListError(
      `not the shape of www.gov.uk/bank-holidays.json: ${issue?.path.join('.')}: ${issue?.message}`,
    );
  }
  const { events } = read.data['england-and-wales'];
  const dates = events.map(({ date }) => date);
  const twice = dates.find((date, index) => dates.indexOf(date) !== index);
  if (twice !== undefined) throw new HolidayListError(`${twice} is in the list twice`);
  const { firstYear, lastYear } = readHolidays(read.data);
  for (let year = firstYear; year <= lastYear; year++) {
    const count = dates.filter((date) => date.startsWith(`${year}-`)).length;
    if (count < LEAST_A_YEAR) throw new HolidayListError(`${year} has ${count} bank holidays only: is it complete?`);
  }
  return read.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new HolidayListError('not JSON', { cause });
  }
}

/** What is different, a line each; the last line is the years that the new list covers. */
export function holidayChanges(was: HolidayList, is: HolidayList): string[] {
  const named = (list: HolidayList) =>
    new Map(list['england-and-wales'].events.map(({ date, title }) => [date, title] as const));
  const [before, now] = [named(was), named(is)];
  const days = [...new Set([...before.keys(), ...now.keys()])].sort();
  const lines = days.flatMap((date) => {
    const [old, fresh] = [before.get(date), now.get(date)];
    if (old === undefined) return [`added    ${date}  ${fresh}`];
    if (fresh === undefined) return [`removed  ${date}  ${old}`];
    return old === fresh ? [] : [`renamed  ${date}  ${old}: ${fresh}`];
  });
  const { firstYear, lastYear } = readHolidays(is);
  return [...(lines.length > 0 ? lines : ['nothing changed']), `years ${firstYear} to ${lastYear}`];
}

/** As it is kept: by date, England and Wales alone. */
export function writeHolidayList(list: HolidayList): string {
  const { division, events } = list['england-and-wales'];
  const sorted = events.toSorted((one, other) => one.date.localeCompare(other.date));
  return `${JSON.stringify({ [division]: { division, events: sorted } }, undefined, 2)}\n`;
}
