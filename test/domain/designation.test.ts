import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DESIGNATION_STATES,
  designate,
  mayHold,
  mayMoveDesignation,
  plusMonths,
  reviewAfterMove,
} from '../../domain/designation.ts';
import { NUMBER_SIGNS, readReference } from '../../domain/reference.ts';
import { LLE_2014 } from '../../programmes/lle.ts';

const BYTES = Uint8Array.from({ length: 32 }, (_, index) => index * 7);

describe('a designation', () => {
  it('runs for the programme’s term from the day in London, and is reviewed on its day', () => {
    const term = designate(LLE_2014, new Date('2027-06-30T23:30:00Z'), BYTES);
    expect(term).toMatchObject({ startsOn: '2027-07-01', endsOn: '2031-06-30', reviewOn: '2028-07-01' });
    expect(term.conditions).toBe(LLE_2014.designation.conditions);
    expect(readReference(term.number, NUMBER_SIGNS).word).toBe('reference');
  });

  it('is reviewed 18 months after a move to another school', () => {
    expect(reviewAfterMove(LLE_2014, '2027-09-01')).toBe('2029-03-01');
  });

  it('is held once in a programme; another programme, or one that has ended, does not count', () => {
    expect(mayHold([], 'lle')).toBe('may-hold');
    expect(mayHold([{ programme: 'sle', state: 'active' }], 'lle')).toBe('may-hold');
    expect(mayHold([{ programme: 'lle', state: 'ended' }], 'lle')).toBe('may-hold');
    for (const state of ['active', 'paused', 'under-review'] as const) {
      expect(mayHold([{ programme: 'lle', state }], 'lle')).toBe('already-holds-one');
    }
  });

  it.each([
    ['active', { paused: 'may-move', 'under-review': 'not-by-them', ended: 'may-move', active: 'already-there' }],
    ['paused', { paused: 'already-there', 'under-review': 'not-by-them', ended: 'may-move', active: 'may-move' }],
    [
      'under-review',
      { paused: 'no-such-move', 'under-review': 'already-there', ended: 'may-move', active: 'not-by-them' },
    ],
    [
      'ended',
      { paused: 'no-such-move', 'under-review': 'no-such-move', ended: 'already-there', active: 'no-such-move' },
    ],
  ] as const)('that is %s can be moved by its person so', (from, words) => {
    const moves = Object.fromEntries(DESIGNATION_STATES.map((to) => [to, mayMoveDesignation(from, to, 'person')]));
    expect(moves).toEqual(words);
  });

  it('is never put under review or brought back by the service itself', () => {
    expect(mayMoveDesignation('active', 'under-review', 'sweep')).toBe('not-by-them');
    expect(mayMoveDesignation('paused', 'active', 'sweep')).toBe('not-by-them');
    expect(mayMoveDesignation('active', 'ended', 'sweep')).toBe('may-move');
  });
});

describe('adding months to a date', () => {
  it.each([
    ['2027-01-31', 1, '2027-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2027-11-30', 3, '2028-02-29'],
    ['2027-12-15', 1, '2028-01-15'],
  ])('to %s, %i, gives %s', (date, months, later) => {
    expect(plusMonths(date, months)).toBe(later);
  });

  it('never goes back, and never skips a month', () => {
    const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 120 }), (from, months) => {
        const start = from.toISOString().slice(0, 10);
        const end = plusMonths(start, months);
        const monthsOf = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7));
        expect(monthsOf(end) - monthsOf(start)).toBe(months);
        expect(end.slice(8) <= start.slice(8)).toBe(true);
      }),
    );
  });
});
