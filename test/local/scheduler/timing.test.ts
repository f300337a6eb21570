import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTiming } from '../../../local/scheduler/timing.ts';
import { instantsOf, wallTime } from '../../../local/scheduler/zone.ts';

const LONDON = 'Europe/London';

/** The first times of a recurring expression after an instant, in UTC to the minute. */
function firstTimes(expression: string, zone: string, from: string, count: number, anchor = from): string[] {
  const timing = parseTiming(expression, zone);
  if (timing.kind !== 'recurring') throw new Error('not recurring');
  const times: string[] = [];
  for (let instant = Date.parse(from); times.length < count; ) {
    const next = timing.after(instant, Date.parse(anchor));
    if (next === undefined) break;
    instant = next;
    times.push(new Date(next).toISOString().slice(0, 16));
  }
  return times;
}

test.each<[string, string[]]>([
  ['cron(0 9 * * ? *)', ['2026-01-01T09:00', '2026-01-02T09:00']],
  ['cron(0/20 8-9 ? * MON-FRI *)', ['2026-01-01T08:00', '2026-01-01T08:20', '2026-01-01T08:40', '2026-01-01T09:00']],
  ['cron(15 10 ? * 2 *)', ['2026-01-05T10:15', '2026-01-12T10:15']],
  ['cron(15 10 ? * 1,7 *)', ['2026-01-03T10:15', '2026-01-04T10:15']],
  ['cron(0 0 L * ? *)', ['2026-01-31T00:00', '2026-02-28T00:00', '2026-03-31T00:00']],
  ['cron(0 0 ? * L *)', ['2026-01-03T00:00', '2026-01-10T00:00']],
  ['cron(0 0 ? * 6L *)', ['2026-01-30T00:00', '2026-02-27T00:00']],
  ['cron(0 0 ? * 3#2 *)', ['2026-01-13T00:00', '2026-02-10T00:00']],
  ['cron(0 0 ? * FRI#1 *)', ['2026-01-02T00:00', '2026-02-06T00:00']],
  ['cron(0 0 15W * ? *)', ['2026-01-15T00:00', '2026-02-16T00:00', '2026-03-16T00:00']],
  ['cron(0 0 29 2 ? *)', ['2028-02-29T00:00', '2032-02-29T00:00']],
  ['cron(0 0 1 JAN,JUL ? 2026-2027)', ['2026-07-01T00:00', '2027-01-01T00:00', '2027-07-01T00:00']],
  ['cron(0 0 31 2 ? *)', []],
])('%s follows the calendar as AWS reads it', (expression, times) => {
  expect(firstTimes(expression, 'UTC', '2026-01-01T00:00:00Z', times.length || 1)).toEqual(times);
});

test('a year list comes to its end', () => {
  expect(firstTimes('cron(0 0 1 1 ? 2026)', 'UTC', '2026-01-01T00:00:00Z', 5)).toEqual([]);
});

test('a daily time keeps its place on the wall when London changes its clocks', () => {
  expect(firstTimes('cron(0 9 * * ? *)', LONDON, '2026-03-28T00:00:00Z', 2)).toEqual([
    '2026-03-28T09:00',
    '2026-03-29T08:00',
  ]);
});

test('a time that does not exist on the day when the clocks go forward is skipped', () => {
  expect(firstTimes('cron(30 1 * * ? *)', LONDON, '2026-03-28T00:00:00Z', 3)).toEqual([
    '2026-03-28T01:30',
    '2026-03-30T00:30',
    '2026-03-31T00:30',
  ]);
});

test('a time that exists twice on the day when the clocks go back runs once, the first time', () => {
  expect(firstTimes('cron(30 1 * * ? *)', LONDON, '2026-10-24T00:00:00Z', 3)).toEqual([
    '2026-10-24T00:30',
    '2026-10-25T00:30',
    '2026-10-26T01:30',
  ]);
});

test('an hourly schedule runs once for the hour that exists twice', () => {
  expect(firstTimes('cron(0 * * * ? *)', LONDON, '2026-10-24T23:30:00Z', 3)).toEqual([
    '2026-10-25T00:00',
    '2026-10-25T02:00',
    '2026-10-25T03:00',
  ]);
});

test('a rate counts from its anchor in whole hours, whatever the clocks do', () => {
  expect(firstTimes('rate(1 day)', LONDON, '2026-03-28T12:00:00Z', 2)).toEqual([
    '2026-03-29T12:00',
    '2026-03-30T12:00',
  ]);
  expect(firstTimes('rate(15 minutes)', 'UTC', '2026-01-01T00:20:00Z', 2, '2026-01-01T00:07:00Z')).toEqual([
    '2026-01-01T00:22',
    '2026-01-01T00:37',
  ]);
});

test('a one-time schedule is read in its own zone', () => {
  expect(parseTiming('at(2026-07-01T17:00:00)', LONDON)).toEqual({
    kind: 'once',
    at: Date.parse('2026-07-01T16:00:00Z'),
  });
  expect(parseTiming('at(2026-07-01T17:00:00)', 'UTC')).toEqual({ kind: 'once', at: Date.parse('2026-07-01T17:00Z') });
});

test.each([
  ['at(2026-02-31T10:00:00)', 'UTC'],
  ['at(2026-02-01 10:00)', 'UTC'],
  ['at(2026-03-29T01:30:00)', LONDON],
  ['rate(0 minutes)', 'UTC'],
  ['rate(5 weeks)', 'UTC'],
  ['cron(0 9 * * * *)', 'UTC'],
  ['cron(0 9 ? * ? *)', 'UTC'],
  ['cron(0 9 * * ?)', 'UTC'],
  ['cron(61 9 * * ? *)', 'UTC'],
  ['every day', 'UTC'],
  ['cron(0 9 * * ? *)', 'Europe/Camelot'],
])('%s in %s is refused', (expression, zone) => {
  expect(() => parseTiming(expression, zone)).toThrow(expect.objectContaining({ name: 'ValidationException' }));
});

test('every instant is among the instants of its own wall time', () => {
  const zones = fc.constantFrom('Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'UTC');
  const instants = fc.integer({ min: Date.parse('2000-01-01'), max: Date.parse('2040-01-01') });
  fc.assert(
    fc.property(zones, instants, (zone, instant) => {
      expect(instantsOf(wallTime(instant, zone), zone)).toContain(instant);
    }),
  );
});
