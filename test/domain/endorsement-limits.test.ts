import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ADDRESS_LIMITS, limitRequest } from '../../domain/endorsement-limits.ts';

const NOW = new Date('2027-01-29T16:50:00Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const later = (minutes: number) => ago(-minutes);

describe('the limit of requests to one address', () => {
  it('lets the first one go', () => {
    expect(limitRequest([], NOW)).toEqual({ word: 'send' });
  });

  it('holds a second one within 5 minutes until they are over', () => {
    expect(limitRequest([ago(2)], NOW)).toEqual({ word: 'hold', until: later(3) });
    expect(limitRequest([ago(5)], NOW)).toEqual({ word: 'send' });
  });

  it('holds a sixth one within 24 hours until the first of the five is a day old', () => {
    const five = [ago(60), ago(120), ago(180), ago(240), ago(1000)];
    expect(limitRequest(five, NOW)).toEqual({ word: 'hold', until: later(440) });
    expect(limitRequest(five.slice(0, 4), NOW)).toEqual({ word: 'send' });
  });

  it('is never exceeded in any window, and never holds for ever', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3 * 24 * 60 }), { maxLength: 40 }), (minutes) => {
        const sent: Date[] = [];
        for (const minute of minutes.toSorted((a, b) => a - b)) {
          const decision = limitRequest(sent, later(minute));
          const at = decision.word === 'send' ? later(minute) : decision.until;
          expect(limitRequest(sent, at)).toEqual({ word: 'send' });
          if (decision.word === 'send') sent.push(at);
        }
        for (const { requests, minutes: window } of ADDRESS_LIMITS) {
          sent.forEach((last, index) => {
            const before = sent[index - requests];
            if (before) expect(last.getTime() - before.getTime()).toBeGreaterThanOrEqual(window * 60_000);
          });
        }
      }),
    );
  });
});
