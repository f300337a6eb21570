import { describe, expect, it } from 'vitest';
import { mayMoveRound, ROUND_STATES, readMoment } from '../../domain/round.ts';

describe('the moves of a round', () => {
  it.each([
    ['scheduled', { open: 'time', cancelled: 'manager' }],
    ['open', { closed: 'time', cancelled: 'manager' }],
    ['closed', { open: 'manager', deciding: 'time', cancelled: 'manager' }],
    ['deciding', { open: 'manager', completed: 'time', cancelled: 'manager' }],
    ['completed', {}],
    ['cancelled', {}],
  ] as const)('from %s are these', (from, moves) => {
    const found = ROUND_STATES.flatMap((to) =>
      (['time', 'manager'] as const).filter((by) => mayMoveRound(from, to, by) === 'may-move').map((by) => [to, by]),
    );
    expect(Object.fromEntries(found)).toEqual(moves);
  });

  it('say why they are refused', () => {
    expect(mayMoveRound('completed', 'cancelled', 'manager')).toBe('no-such-move');
    expect(mayMoveRound('scheduled', 'open', 'manager')).toBe('not-by-them');
    expect(mayMoveRound('open', 'open', 'time')).toBe('already-there');
  });
});

describe('a moment of a round', () => {
  it('keeps what was typed beside what it means', () => {
    expect(readMoment('2027-06-30T17:00')).toEqual({
      word: 'moment',
      moment: { wallClock: '2027-06-30T17:00', instant: new Date('2027-06-30T16:00:00Z') },
    });
  });

  it.each([
    ['2027-01-29T00:00', 'midnight'],
    ['2027-03-28T01:30', 'does-not-exist'],
    ['2027-10-31T01:30', 'exists-twice'],
    ['noon', 'not-a-time'],
  ])('is not %s: %s', (text, word) => {
    expect(readMoment(text)).toEqual({ word });
  });
});
