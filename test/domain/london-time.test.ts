import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  calendarDate,
  plusDays,
  printDate,
  printInstant,
  readLondon,
  wallClock,
  weekday,
} from '../../domain/london-time.ts';

const at = (text: string) => new Date(text);

describe('reading a time of London’s clocks', () => {
  it.each([
    ['2027-01-29T17:00', '2027-01-29T17:00:00.000Z'],
    ['2027-06-30T17:00', '2027-06-30T16:00:00.000Z'],
    ['2027-03-28T00:59', '2027-03-28T00:59:00.000Z'],
    ['2027-03-28T02:00', '2027-03-28T01:00:00.000Z'],
    ['2027-10-31T00:59', '2027-10-30T23:59:00.000Z'],
    ['2027-10-31T02:00', '2027-10-31T02:00:00.000Z'],
  ])('%s is %s', (text, instant) => {
    expect(readLondon(text)).toEqual({ word: 'instant', instant: at(instant) });
  });

  it.each(['2027-03-28T01:00', '2027-03-28T01:30', '2027-03-28T01:59'])('%s is skipped in March', (text) => {
    expect(readLondon(text)).toEqual({ word: 'does-not-exist' });
  });

  it.each(['2027-10-31T01:00', '2027-10-31T01:30', '2027-10-31T01:59'])('%s comes twice in October', (text) => {
    expect(readLondon(text)).toEqual({ word: 'exists-twice' });
  });

  it.each([
    '',
    'tomorrow',
    '2027-02-29T17:00',
    '2027-13-01T17:00',
    '2027-01-29T24:00',
    '2027-01-29 17:00',
    '2027-1-9T5:00',
  ])('%j is no time', (text) => {
    expect(readLondon(text)).toEqual({ word: 'not-a-time' });
  });

  it('undoes showing it, but for the hour that comes twice', () => {
    const minute = fc.integer({ min: Date.UTC(2020, 0) / 60_000, max: Date.UTC(2040, 0) / 60_000 });
    fc.assert(
      fc.property(minute, (minutes) => {
        const instant = new Date(minutes * 60_000);
        const read = readLondon(wallClock(instant));
        if (read.word === 'instant') expect(read.instant).toEqual(instant);
        else expect(read.word).toBe('exists-twice');
      }),
    );
  });
});

describe('printing an instant', () => {
  it.each([
    ['2027-01-29T17:00:00Z', 'Friday 29 January 2027 at 5pm (UK time)'],
    ['2027-06-30T16:00:00Z', 'Wednesday 30 June 2027 at 5pm (UK time)'],
    ['2027-06-30T08:05:00Z', 'Wednesday 30 June 2027 at 9:05am (UK time)'],
    ['2027-01-29T12:00:00Z', 'Friday 29 January 2027 at midday (UK time)'],
    ['2027-01-29T12:01:00Z', 'Friday 29 January 2027 at 12:01pm (UK time)'],
    ['2027-01-29T00:30:00Z', 'Friday 29 January 2027 at 12:30am (UK time)'],
    ['2027-01-29T23:59:00Z', 'Friday 29 January 2027 at 11:59pm (UK time)'],
    ['2027-06-30T23:00:00Z', 'Thursday 1 July 2027 as the day begins (UK time)'],
  ])('%s reads "%s"', (instant, text) => {
    expect(printInstant(at(instant))).toBe(text);
  });

  it('never says midnight', () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true, min: at('2020-01-01'), max: at('2040-01-01') }), (instant) => {
        expect(printInstant(instant)).not.toMatch(/midnight|NaN|undefined/);
      }),
    );
  });
});

describe('calendar dates', () => {
  it('are those of London', () => {
    expect(calendarDate(at('2027-06-30T23:30:00Z'))).toBe('2027-07-01');
    expect(calendarDate(at('2027-01-29T23:30:00Z'))).toBe('2027-01-29');
  });

  it('count on across months, years and changes of clocks', () => {
    expect(plusDays('2027-03-27', 2)).toBe('2027-03-29');
    expect(plusDays('2027-01-01', -1)).toBe('2026-12-31');
    expect(plusDays('2028-02-28', 1)).toBe('2028-02-29');
  });

  it('have a weekday and a wording', () => {
    expect(weekday('2027-01-31')).toBe(0);
    expect(printDate('2027-01-05')).toBe('5 January 2027');
  });
});
