import { plusDays } from '../../../domain/london-time.ts';
import {
  type ExtendableMoment,
  isOver,
  lastClosing,
  type Moment,
  type Round,
  type RoundExtension,
} from '../../../domain/round.ts';
import type { Window } from '../../../programmes/programme.ts';
import { programmeOf } from '../../store/case-file.ts';
import type { Actor } from '../../store/event-row.ts';
import { putRoundEvent } from '../../store/round-event-row.ts';
import { getRound, putRound, RoundChangedError } from '../../store/round-row.ts';
import { type Desk, decideAnew } from '../desk.ts';
import { NotNowError } from '../refusals.ts';
import { type RoundInputProblem, RoundInvalidError } from './refusals.ts';
import { checkRound, datesChanged, readTyped, requireBeforeDecisions } from './typed-round.ts';

/** New dates, all of them later; wall-clock times of London. */
export type TypedExtension = { readonly [Each in ExtendableMoment]?: string | undefined };

export interface ExtensionOfRound {
  readonly round: string;
  readonly dates: TypedExtension;
  readonly by: Actor;
  /** Whoever has a draft reads it; the timelines of cases keep it. */
  readonly reason: string;
}

export const EXTENDABLE: readonly ExtendableMoment[] = ['closes', 'endorsementsDue', 'decisionsDue'];

/**
 * Puts dates of a round back, in one write: the deadline is the new one from this instant on. The row has its schedules
 * moved, and the round's workflow tells people and moves what hangs on the dates in their cases (`extend-case.ts`).
 *
 * @throws NotNowError `over`; `closed`: reopen it instead
 * @throws RoundNotFoundError, RoundInvalidError
 */
export const extendRound = (
  { records, at }: Pick<Desk, 'records' | 'at'>,
  { round: id, dates, by, reason }: ExtensionOfRound,
): Promise<Round> =>
  decideAnew([RoundChangedError], async () => {
    const row = await getRound(records, id);
    const round = extended(row.round, dates, reason, at);
    const calendar = await checkRound(records, round, at);
    const changed = datesChanged(extendableDates(row.round), extendableDates(round));
    const what = { who: by, what: 'extended', why: reason.trim(), dates: changed };
    await records.transact([...putRound(round, row), calendar.note(round), putRoundEvent(id, at, what)]);
    return round;
  });

/**
 * The round as it would be with its dates put back; of a second opening, its end. A date that was not typed follows when it
 * would come too soon after the one before: endorsers keep the time that the programme gives them, but not after a second
 * opening, for which the other dates stay.
 *
 * @throws NotNowError, RoundInvalidError
 */
export function extended(round: Round, dates: TypedExtension, reason: string, at: Date): Round {
  if (isOver(round)) throw new NotNowError('over');
  const typed = EXTENDABLE.filter((moment) => dates[moment] !== undefined);
  const was = extendableDates(round);
  if (typed.includes('closes') && at >= was.closes.instant) throw new NotNowError('closed');
  const next = { ...was };
  for (const moment of typed) next[moment] = readTyped(moment, dates[moment] ?? '');
  const problems = typed
    .filter((moment) => next[moment].instant <= was[moment].instant || next[moment].instant <= at)
    .map((moment): RoundInputProblem => ({ word: 'not-later', moment, than: was[moment] }));
  if (typed.length === 0) problems.push({ word: 'no-date' });
  if (reason.trim() === '') problems.push({ word: 'no-reason' });
  if (problems.length > 0) throw new RoundInvalidError(problems);

  const { endorsementsAfterClosing, decisionsAfterEndorsements } = programmeOf(round.generation).timing;
  if (!typed.includes('endorsementsDue') && !round.reopened) {
    follow(next, 'closes', 'endorsementsDue', endorsementsAfterClosing);
  }
  if (!typed.includes('decisionsDue')) follow(next, 'endorsementsDue', 'decisionsDue', decisionsAfterEndorsements);
  requireBeforeDecisions('closes', next.closes, next);
  // one that follows hard upon another takes its people along
  const pending = round.extended?.moved ?? [];
  const moved = EXTENDABLE.filter((moment) => next[moment] !== was[moment] || pending.includes(moment));
  const now = { at, reason: reason.trim() };
  const closesMoved = typed.includes('closes') ? now : round.extended?.closesMoved;
  const { closedEarly, ...rest } = round;
  return {
    ...rest,
    ...next,
    ...(round.reopened && { closes: round.closes, reopened: { ...round.reopened, until: next.closes } }),
    // nobody is told any more that it closes earlier
    ...(closedEarly && !typed.includes('closes') && { closedEarly }),
    extended: { ...now, moved, ...(closesMoved && { closesMoved }) },
  };
}

/** What is left to tell of an extension once another end of the round counts. */
export const withoutClosing = ({ at, moved, reason }: RoundExtension): RoundExtension => ({
  at,
  moved: moved.filter((moment) => moment !== 'closes'),
  reason,
});

type Dates = { -readonly [Each in ExtendableMoment]: Moment };

/** The dates that can be put back, as they are: of the closing, the last one. */
export const extendableDates = (round: Round): Dates => ({
  closes: lastClosing(round),
  endorsementsDue: round.endorsementsDue,
  decisionsDue: round.decisionsDue,
});

function follow(dates: Dates, after: ExtendableMoment, moment: ExtendableMoment, { leastDays }: Window): void {
  const [day = '', time = ''] = dates[after].wallClock.split('T');
  const least = `${plusDays(day, leastDays)}T${time}`;
  if (dates[moment].wallClock < least) dates[moment] = readTyped(moment, least);
}
