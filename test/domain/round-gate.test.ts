import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROUND_STATES } from '../../domain/round.ts';
import { gate } from '../../domain/round-gate.ts';
import { aRound, moment } from './a-round.ts';

const ROUND = aRound();
const MINUTE = 60_000;
const CLOSING = ROUND.closes.instant.getTime();
const at = (minutes: number, milliseconds = 0) => new Date(CLOSING + minutes * MINUTE + milliseconds);

describe('the gate of a round', () => {
  it('opens at its instant', () => {
    const opening = ROUND.opens.instant.getTime();
    expect(gate(ROUND, {}, new Date(opening - 1))).toBe('not-open-yet');
    expect(gate(ROUND, {}, new Date(opening))).toBe('open');
  });

  it('takes an application one millisecond before closing, and none at it or after', () => {
    expect(gate(ROUND, {}, at(0, -1))).toBe('open');
    expect(gate(ROUND, {}, at(0))).toBe('closed');
    expect(gate(ROUND, {}, at(0, 1))).toBe('closed');
  });

  it.each([
    ['30 minutes before', at(-30), 'in-grace'],
    ['a moment more than 30 minutes before', at(-30, -1), 'closed'],
    ['a moment before', at(0, -1), 'in-grace'],
    ['at closing', at(0), 'closed'],
    ['after closing', at(1), 'closed'],
  ] as const)('gives grace to a draft that was saved %s closing: %s', (_, savedAt, word) => {
    expect(gate(ROUND, { savedAt }, at(5))).toBe(word);
  });

  it('ends the grace 15 minutes after closing, to the millisecond', () => {
    expect(gate(ROUND, { savedAt: at(-1) }, at(15, -1))).toBe('in-grace');
    expect(gate(ROUND, { savedAt: at(-1) }, at(15))).toBe('closed');
  });

  it('lets one person in with a late pass until it ends', () => {
    expect(gate(ROUND, { latePassUntil: at(60) }, at(60, -1))).toBe('late-pass');
    expect(gate(ROUND, { latePassUntil: at(60) }, at(60))).toBe('closed');
  });

  it('opens again for a set time, with a grace of its own', () => {
    const reopened = aRound({ reopened: { from: moment('2027-03-01T09:00'), until: moment('2027-03-02T17:00') } });
    const end = new Date('2027-03-02T17:00:00Z').getTime();
    expect(gate(reopened, {}, new Date('2027-02-28T12:00:00Z'))).toBe('closed');
    expect(gate(reopened, {}, new Date('2027-03-01T09:00:00Z'))).toBe('open');
    expect(gate(reopened, {}, new Date(end))).toBe('closed');
    expect(gate(reopened, { savedAt: new Date(end - MINUTE) }, new Date(end + MINUTE))).toBe('in-grace');
  });

  it('is shut in a cancelled round', () => {
    expect(gate(aRound({ state: 'cancelled' }), { latePassUntil: at(60) }, at(-60))).toBe('cancelled');
  });

  it('asks the moments and not the state, which schedules may bring late', () => {
    const state = fc.constantFrom(...ROUND_STATES.filter((one) => one !== 'cancelled'));
    const minutes = fc.integer({ min: -80_000, max: 2_000 });
    fc.assert(
      fc.property(state, minutes, minutes, (one, saved, now) => {
        const draft = { savedAt: at(saved) };
        expect(gate(aRound({ state: one }), draft, at(now))).toBe(gate(ROUND, draft, at(now)));
      }),
    );
  });
});
