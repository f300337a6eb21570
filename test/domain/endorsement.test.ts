import { describe, expect, it } from 'vitest';
import {
  afterEndorsementEvent,
  ENDORSEMENT_EVENTS,
  ENDORSEMENT_MOVES,
  ENDORSEMENT_STATES,
  endorsementStatesBefore,
  linkWord,
} from '../../domain/endorsement.ts';

/** Written out: held, requested, started, given, declined, bounced, replaced, lapsed, cancelled. */
const TABLE = {
  'sent-in-digest': ['requested', '-', '-', '-', '-', '-', '-', '-', '-'],
  'draft-saved': ['-', 'started', 'started', '-', '-', 'started', '-', '-', '-'],
  endorsed: ['-', 'given', 'given', '-', '-', 'given', '-', '-', '-'],
  declined: ['-', 'declined', 'declined', '-', '-', 'declined', '-', '-', '-'],
  bounced: ['-', 'bounced', '-', '-', '-', '-', '-', '-', '-'],
  'address-corrected': ['requested', 'requested', '-', '-', '-', 'requested', '-', '-', '-'],
  'another-asked': ['replaced', 'replaced', 'replaced', '-', '-', 'replaced', '-', '-', '-'],
  'due-date-passed': ['lapsed', 'lapsed', 'lapsed', '-', 'lapsed', 'lapsed', '-', '-', '-'],
  extended: ['-', '-', '-', '-', '-', '-', '-', 'requested', '-'],
  'case-ended': ['cancelled', 'cancelled', 'cancelled', '-', 'cancelled', 'cancelled', '-', '-', '-'],
} as const;

describe('a request for an endorsement', () => {
  it.each(ENDORSEMENT_EVENTS)('answers "%s" in every state as the table says', (event) => {
    const results = ENDORSEMENT_STATES.map((state) => afterEndorsementEvent(state, event));
    expect(results).toEqual(TABLE[event].map((result) => (result === '-' ? 'refused' : result)));
  });

  it('has one line in the table for each event', () => {
    expect(ENDORSEMENT_MOVES.map(({ on }) => on).sort()).toEqual([...ENDORSEMENT_EVENTS].sort());
    expect(endorsementStatesBefore('extended')).toEqual(['lapsed']);
  });
});

describe('the link of a request', () => {
  const due = new Date('2027-03-05T17:00:00Z');
  const before = new Date('2027-03-05T16:59:59.999Z');

  it.each([
    ['requested', before, 'live'],
    ['started', before, 'live'],
    ['bounced', before, 'live'],
    ['requested', due, 'past-due'],
    ['lapsed', before, 'past-due'],
    ['given', due, 'answered'],
    ['declined', before, 'answered'],
    ['replaced', before, 'replaced'],
    ['cancelled', before, 'cancelled'],
  ] as const)('in state %s at %s is %s', (state, now, word) => {
    expect(linkWord(state, due, now)).toBe(word);
  });
});
