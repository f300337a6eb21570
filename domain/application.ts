/** Where a case can be. */
export const APPLICATION_STATES = [
  'draft',
  'submitted',
  'eligibility-review',
  'awaiting-endorsements',
  'awaiting-decision',
  'ineligible',
  'not-endorsed',
  'declined',
  'designated',
  'withdrawn',
  'not-submitted',
] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];

/**
 * Who or what causes a move: the applicant; the eligibility check; the helpdesk at its review; the endorsements, all
 * given or no longer possible; a released decision; the end or the cancelling of the round; the reversal of a decision.
 */
export const MOVE_CAUSES = [
  'applicant',
  'eligibility',
  'helpdesk',
  'endorsements',
  'decision',
  'round',
  'reversal',
] as const;
export type MoveCause = (typeof MOVE_CAUSES)[number];

export interface Move {
  readonly from: ApplicationState;
  readonly to: ApplicationState;
  readonly by: readonly MoveCause[];
  /** A reason is kept with the move. */
  readonly needs?: 'reason' | 'reason and second person';
}

/** Still going: somebody or something is to act. */
export const OPEN_STATES = [
  'draft',
  'submitted',
  'eligibility-review',
  'awaiting-endorsements',
  'awaiting-decision',
] as const satisfies ApplicationState[];

/** Sent, and not over: what a workflow runs for. */
export const IN_PROGRESS_STATES = OPEN_STATES.filter((state) => state !== 'draft');

export const ENDED_STATES = [
  'ineligible',
  'not-endorsed',
  'declined',
  'designated',
  'withdrawn',
  'not-submitted',
] as const satisfies ApplicationState[];

/**
 * Every move there is. An information request is no state: it lies over whichever one the case is in. On the helpdesk's
 * word an applicant is withdrawn on request; a cancelled round withdraws what is open in it.
 */
export const MOVES: readonly Move[] = [
  { from: 'draft', to: 'submitted', by: ['applicant'] },
  { from: 'draft', to: 'not-submitted', by: ['round'] },
  // the round was opened once more, for everybody or for one
  { from: 'not-submitted', to: 'draft', by: ['applicant'] },
  { from: 'submitted', to: 'ineligible', by: ['eligibility'], needs: 'reason' },
  { from: 'submitted', to: 'eligibility-review', by: ['eligibility'], needs: 'reason' },
  { from: 'submitted', to: 'awaiting-endorsements', by: ['eligibility'] },
  { from: 'eligibility-review', to: 'ineligible', by: ['helpdesk'], needs: 'reason' },
  { from: 'eligibility-review', to: 'awaiting-endorsements', by: ['helpdesk'], needs: 'reason' },
  { from: 'awaiting-endorsements', to: 'not-endorsed', by: ['endorsements'], needs: 'reason' },
  { from: 'awaiting-endorsements', to: 'awaiting-decision', by: ['endorsements'] },
  { from: 'awaiting-decision', to: 'declined', by: ['decision'], needs: 'reason' },
  { from: 'awaiting-decision', to: 'designated', by: ['decision'] },
  { from: 'declined', to: 'designated', by: ['reversal'], needs: 'reason and second person' },
  { from: 'designated', to: 'declined', by: ['reversal'], needs: 'reason and second person' },
  ...OPEN_STATES.map(
    (from): Move => ({ from, to: 'withdrawn', by: ['applicant', 'helpdesk', 'round'], needs: 'reason' }),
  ),
];

/** May a case move, caused by this? `already-there` lets a repeated cause pass as done. */
export function mayMove(
  from: ApplicationState,
  to: ApplicationState,
  by: MoveCause,
): 'may-move' | 'already-there' | 'no-such-move' | 'not-by-this' {
  if (from === to) return 'already-there';
  const move = MOVES.find((candidate) => candidate.from === from && candidate.to === to);
  if (!move) return 'no-such-move';
  return move.by.includes(by) ? 'may-move' : 'not-by-this';
}

/** The states from which this cause may bring a case to a state: the store's write condition. */
export function statesBefore(to: ApplicationState, by: MoveCause): ApplicationState[] {
  return MOVES.filter((move) => move.to === to && move.by.includes(by)).map(({ from }) => from);
}

export function isOpenState(state: ApplicationState): boolean {
  return OPEN_STATES.some((open) => open === state);
}
