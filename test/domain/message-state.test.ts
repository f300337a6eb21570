import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterMessageEvent,
  MESSAGE_MOVES,
  MESSAGE_STATES,
  type MessageEvent,
  type MessageState,
  messageStatesBefore,
} from '../../domain/message-state.ts';

/** Written out: owed, claimed, sent, delivered, bounced, complained, failed, interrupted. */
const TABLE: Record<MessageEvent, (MessageState | '-')[]> = {
  claim: ['claimed', '-', '-', '-', '-', '-', '-', '-'],
  accepted: ['-', 'sent', '-', '-', '-', '-', '-', 'sent'],
  'send-failed': ['-', 'owed', '-', '-', '-', '-', '-', '-'],
  'gave-up': ['-', 'failed', '-', '-', '-', '-', '-', '-'],
  'claim-expired': ['-', 'interrupted', '-', '-', '-', '-', '-', '-'],
  delivery: ['-', 'delivered', 'delivered', '-', '-', '-', '-', 'delivered'],
  bounce: ['-', 'bounced', 'bounced', 'bounced', '-', '-', '-', 'bounced'],
  complaint: ['-', 'complained', 'complained', 'complained', '-', '-', '-', 'complained'],
  'staff-says-sent': ['-', '-', '-', '-', '-', '-', '-', 'sent'],
  'staff-sends-again': ['-', '-', '-', '-', 'owed', '-', 'owed', 'owed'],
};
const EVENTS = Object.keys(TABLE) as MessageEvent[];

describe('a message', () => {
  it.each(EVENTS)('answers "%s" in every state as the table says', (event) => {
    const results = MESSAGE_STATES.map((state) => afterMessageEvent(state, event));
    expect(results).toEqual(TABLE[event].map((result) => (result === '-' ? 'unchanged' : result)));
  });

  it('has one line in the table for each event', () => {
    expect(MESSAGE_MOVES.map(({ on }) => on).sort()).toEqual(EVENTS.toSorted());
    expect(messageStatesBefore('claim')).toEqual(['owed']);
  });

  it('is claimed once for each time that it is owed, and owed again only after a known failure or by staff', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVENTS), { maxLength: 60 }), (events) => {
        let state: MessageState = 'owed';
        let mayClaim = 1;
        for (const event of events) {
          const next = afterMessageEvent(state, event);
          if (next === 'unchanged') continue;
          if (event === 'claim') mayClaim -= 1;
          if (event === 'send-failed' || event === 'staff-sends-again') mayClaim += 1;
          expect(mayClaim).toBeGreaterThanOrEqual(0);
          state = next;
        }
      }),
    );
  });

  it('ends the same whether the news of delivery comes before or after the send is recorded', () => {
    const walk = (...events: MessageEvent[]) =>
      events.reduce<MessageState>((state, event) => {
        const next = afterMessageEvent(state, event);
        return next === 'unchanged' ? state : next;
      }, 'owed');
    expect(walk('claim', 'delivery', 'accepted')).toBe(walk('claim', 'accepted', 'delivery'));
    expect(walk('claim', 'bounce', 'accepted')).toBe(walk('claim', 'accepted', 'bounce'));
    expect(walk('claim', 'claim-expired', 'delivery')).toBe('delivered');
  });
});
