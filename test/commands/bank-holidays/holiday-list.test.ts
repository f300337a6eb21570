import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import {
  HolidayListError,
  holidayChanges,
  readHolidayList,
  writeHolidayList,
} from '../../../commands/bank-holidays/holiday-list.ts';

const OURS = new URL('../../../domain/bank-holidays.json', import.meta.url);
const ours = async () => readHolidayList(await readFile(OURS, 'utf8'));

const days = (year: number, number = 8) =>
  Array.from({ length: number }, (_, index) => ({
    title: `Day ${index}`,
    date: `${year}-0${index + 1}-01`,
    notes: '',
    bunting: true,
  }));
const list = (events: unknown) => JSON.stringify({ 'england-and-wales': { division: 'england-and-wales', events } });

it('takes the list that the project ships, and writes it as it is', async () => {
  expect(writeHolidayList(await ours())).toBe(await readFile(OURS, 'utf8'));
});

it('takes the official shape, with other parts of the country beside it, and keeps England and Wales', () => {
  const official = { ...JSON.parse(list(days(2029))), scotland: { division: 'scotland', events: [] } };
  const read = readHolidayList(JSON.stringify(official));
  expect(Object.keys(JSON.parse(writeHolidayList(read)))).toEqual(['england-and-wales']);
});

it('says what was added, removed and renamed, and which years the list covers', () => {
  const [first, second, ...rest] = days(2029);
  const renamed = { ...second, title: 'A new name' };
  const extra = { title: 'Coronation', date: '2029-12-24', notes: '', bunting: true };
  const was = readHolidayList(list(days(2029)));
  const is = readHolidayList(list([...rest, renamed, extra, { ...first, date: '2029-01-02' }]));
  expect(holidayChanges(was, is)).toEqual([
    'removed  2029-01-01  Day 0',
    'added    2029-01-02  Day 0',
    'renamed  2029-02-01  Day 1: A new name',
    'added    2029-12-24  Coronation',
    'years 2029 to 2029',
  ]);
  expect(holidayChanges(was, was)).toEqual(['nothing changed', 'years 2029 to 2029']);
});

it.each([
  ['<html>', 'not JSON'],
  ['{}', 'not the shape of www.gov.uk/bank-holidays.json: england-and-wales'],
  [list([]), 'england-and-wales.events'],
  [list([{ title: 'Day', date: '2029-02-30', notes: '', bunting: true }]), 'england-and-wales.events.0.date'],
  [list([...days(2029), ...days(2029)]), '2029-01-01 is in the list twice'],
  [list([...days(2029), ...days(2030, 7)]), '2030 has 7 bank holidays only'],
  [list([...days(2029), ...days(2031)]), '2030 has 0 bank holidays only'],
])('refuses %.60s', (text, why) => {
  expect(() => readHolidayList(text)).toThrow(HolidayListError);
  expect(() => readHolidayList(text)).toThrow(why);
});
