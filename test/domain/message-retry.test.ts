import { describe, expect, it } from 'vitest';
import {
  afterBounce,
  afterFailedAttempt,
  CLAIM_MINUTES,
  claimWord,
  RETRY_MINUTES,
} from '../../domain/message-retry.ts';

const NOW = new Date('2027-01-29T17:00:00Z');
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

describe('sending again', () => {
  it('goes on for four hours with growing pauses, and then gives up', () => {
    let now = NOW;
    const pauses: number[] = [];
    for (let attempt = 1; ; attempt++) {
      const decision = afterFailedAttempt(attempt, now);
      if (decision.word === 'give-up') break;
      pauses.push((decision.at.getTime() - now.getTime()) / 60_000);
      now = decision.at;
    }
    expect(pauses).toEqual([...RETRY_MINUTES]);
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
    expect(now).toEqual(later(240));
  });
});

describe('a claim', () => {
  it('is taken for interrupted once it is older than any sender lives', () => {
    expect(claimWord(NOW, new Date(later(CLAIM_MINUTES).getTime() - 1))).toBe('sending');
    expect(claimWord(NOW, later(CLAIM_MINUTES))).toBe('interrupted');
  });
});

describe('a bounce', () => {
  it.each([
    ['Permanent', 'correct-address'],
    ['Undetermined', 'correct-address'],
    ['Transient', 'send-again-later'],
  ] as const)('that is %s asks to %s', (type, word) => {
    expect(afterBounce(type)).toBe(word);
  });
});
