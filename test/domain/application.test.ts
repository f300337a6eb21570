import { describe, expect, it } from 'vitest';
import {
  APPLICATION_STATES,
  type ApplicationState,
  ENDED_STATES,
  IN_PROGRESS_STATES,
  isOpenState,
  MOVE_CAUSES,
  MOVES,
  mayMove,
  OPEN_STATES,
  statesBefore,
} from '../../domain/application.ts';

/** Written out by hand from the design's drawing: what each state leads to, and by what. */
const DRAWN: Record<ApplicationState, Partial<Record<ApplicationState, string[]>>> = {
  draft: { submitted: ['applicant'], 'not-submitted': ['round'], withdrawn: ['applicant', 'helpdesk', 'round'] },
  submitted: {
    ineligible: ['eligibility'],
    'eligibility-review': ['eligibility'],
    'awaiting-endorsements': ['eligibility'],
    withdrawn: ['applicant', 'helpdesk', 'round'],
  },
  'eligibility-review': {
    ineligible: ['helpdesk'],
    'awaiting-endorsements': ['helpdesk'],
    withdrawn: ['applicant', 'helpdesk', 'round'],
  },
  'awaiting-endorsements': {
    'not-endorsed': ['endorsements'],
    'awaiting-decision': ['endorsements'],
    withdrawn: ['applicant', 'helpdesk', 'round'],
  },
  'awaiting-decision': {
    declined: ['decision'],
    designated: ['decision'],
    withdrawn: ['applicant', 'helpdesk', 'round'],
  },
  ineligible: {},
  'not-endorsed': {},
  declined: { designated: ['reversal'] },
  designated: { declined: ['reversal'] },
  withdrawn: {},
  'not-submitted': { draft: ['applicant'] },
};

const EVERY_PAIR = APPLICATION_STATES.flatMap((from) => APPLICATION_STATES.map((to) => [from, to] as const));

describe('the moves of a case', () => {
  it.each(EVERY_PAIR)('from %s to %s are those of the design', (from, to) => {
    const causes = MOVE_CAUSES.filter((by) => mayMove(from, to, by) === 'may-move');
    expect(causes).toEqual(DRAWN[from][to] ?? []);
  });

  it('stand once in the table for each pair of states', () => {
    const pairs = MOVES.map(({ from, to }) => `${from} to ${to}`);
    expect(new Set(pairs).size).toBe(pairs.length);
  });

  it('say why a move is refused', () => {
    expect(mayMove('draft', 'designated', 'decision')).toBe('no-such-move');
    expect(mayMove('draft', 'submitted', 'helpdesk')).toBe('not-by-this');
    expect(mayMove('withdrawn', 'withdrawn', 'applicant')).toBe('already-there');
  });

  it('ask a second person for a reversal, and a reason for every bad end', () => {
    const needs = (from: ApplicationState, to: ApplicationState) =>
      MOVES.find((move) => move.from === from && move.to === to)?.needs;
    expect(needs('declined', 'designated')).toBe('reason and second person');
    expect(needs('designated', 'declined')).toBe('reason and second person');
    expect(needs('awaiting-decision', 'declined')).toBe('reason');
    expect(needs('awaiting-endorsements', 'not-endorsed')).toBe('reason');
  });

  it('give the store the states that a write may find', () => {
    expect(statesBefore('withdrawn', 'applicant')).toEqual([...OPEN_STATES]);
    expect(statesBefore('awaiting-endorsements', 'helpdesk')).toEqual(['eligibility-review']);
  });
});

describe('the states of a case', () => {
  it('are open or ended', () => {
    expect(APPLICATION_STATES.filter((state) => isOpenState(state))).toEqual([...OPEN_STATES]);
    expect([...OPEN_STATES, ...ENDED_STATES].sort()).toEqual([...APPLICATION_STATES].sort());
  });

  it('lead from every open one to an end', () => {
    for (const state of OPEN_STATES) expect(statesBefore('withdrawn', 'applicant')).toContain(state);
    for (const state of ENDED_STATES) {
      const onward = MOVES.filter(({ from }) => from === state).map(({ by }) => by);
      // a draft that was not sent goes on when its round opens once more
      const causes = state === 'not-submitted' ? ['applicant'] : ['reversal'];
      expect(onward.flat().every((cause) => causes.includes(cause))).toBe(true);
    }
  });

  it('have a workflow from sending on', () => {
    expect(IN_PROGRESS_STATES).not.toContain('draft');
    expect(IN_PROGRESS_STATES).toContain('submitted');
  });
});
