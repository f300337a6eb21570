import { describe, expect, it } from 'vitest';
import { printInstant } from '../../domain/london-time.ts';
import {
  ENGLAND_AND_WALES,
  helpdesk,
  helpdeskDue,
  kindOfDay,
  plusWorkingDays,
  readHolidays,
} from '../../domain/working-days.ts';

describe('the kind of a day', () => {
  it.each([
    ['2027-01-29', 'working-day'],
    ['2027-01-30', 'weekend'],
    ['2027-03-26', 'bank-holiday'],
    ['2026-12-28', 'bank-holiday'],
    ['2027-12-25', 'weekend'],
    ['2027-12-27', 'bank-holiday'],
    ['2027-12-28', 'bank-holiday'],
    ['2027-12-29', 'working-day'],
    ['2028-12-29', 'working-day'],
    ['2029-01-02', 'unknown'],
    ['2029-01-06', 'weekend'],
    ['2024-12-24', 'unknown'],
  ])('%s is a %s', (date, kind) => {
    expect(kindOfDay(date)).toBe(kind);
  });

  it('is known for England and Wales from 2025 to 2028, eight holidays a year', () => {
    expect(ENGLAND_AND_WALES).toMatchObject({ firstYear: 2025, lastYear: 2028 });
    for (const year of ['2025', '2026', '2027', '2028']) {
      expect([...ENGLAND_AND_WALES.dates].filter((date) => date.startsWith(year))).toHaveLength(8);
    }
  });

  it('follows a newer list', () => {
    const newer = readHolidays({ 'england-and-wales': { events: [{ title: 'A coronation', date: '2029-05-08' }] } });
    expect(kindOfDay('2029-05-08', newer)).toBe('bank-holiday');
    expect(kindOfDay('2029-05-09', newer)).toBe('working-day');
  });

  it('is unknown with an empty list', () => {
    expect(kindOfDay('2027-01-29', readHolidays({ 'england-and-wales': { events: [] } }))).toBe('unknown');
  });
});

describe('counting working days', () => {
  it.each([
    ['2027-01-29', 1, '2027-02-01'],
    ['2027-03-25', 1, '2027-03-30'],
    ['2026-12-24', 1, '2026-12-29'],
    ['2017-06-07', 0, '2017-06-07'],
    ['2026-12-24', 5, '2027-01-05'],
    ['2028-12-28', 2, 'unknown'],
  ])('from %s, %i on, is %s', (date, days, later) => {
    expect(plusWorkingDays(date, days)).toBe(later);
  });
});

describe('the helpdesk', () => {
  const said = (instant: string) => {
    const word = helpdesk(new Date(instant));
    if (word.word === 'unknown') return 'unknown';
    return word.word === 'open' ? `open until ${printInstant(word.until)}` : `opens ${printInstant(word.opensAt)}`;
  };

  it.each([
    ['2027-01-29T08:59:59Z', 'opens Friday 29 January 2027 at 9am (UK time)'],
    ['2027-01-29T09:00:00Z', 'open until Friday 29 January 2027 at 5pm (UK time)'],
    ['2027-01-29T16:59:59Z', 'open until Friday 29 January 2027 at 5pm (UK time)'],
    ['2027-01-29T17:00:00Z', 'opens Monday 1 February 2027 at 9am (UK time)'],
    ['2027-03-25T18:00:00Z', 'opens Tuesday 30 March 2027 at 9am (UK time)'],
    ['2027-06-30T08:00:00Z', 'open until Wednesday 30 June 2027 at 5pm (UK time)'],
    ['2028-12-29T18:00:00Z', 'unknown'],
  ])('at %s: %s', (instant, words) => {
    expect(said(instant)).toBe(words);
  });

  it('has until 5pm of the last working day it was given', () => {
    expect(helpdeskDue(new Date('2027-03-25T18:00:00Z'), 5)).toEqual(new Date('2027-04-05T16:00:00Z'));
    expect(helpdeskDue(new Date('2028-12-28T18:00:00Z'), 5)).toBe('unknown');
  });
});
