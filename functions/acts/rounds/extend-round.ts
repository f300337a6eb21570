import type { ExtendableMoment, Round, RoundState } from '../../../domain/round.ts';
import type { Actor } from '../../store/event-row.ts';
import { putRoundEvent } from '../../store/round-event-row.ts';
import { getRound, putRound, RoundChangedError } from '../../store/round-row.ts';
import { type Desk, decideAnew } from '../desk.ts';
import { NotNowError } from '../refusals.ts';
import { type RoundInputProblem, RoundInvalidError } from './refusals.ts';
import { checkRound, datesChanged, readTyped } from './typed-round.ts';

/** New dates, all of them later; wall-clock times of London. */
export type TypedExtension = { readonly [Each in ExtendableMoment]?: string | undefined };

export interface ExtensionOfRound {
  readonly round: string;
  readonly dates: TypedExtension;
  readonly by: Actor;
  /** Applicants' and endorsers' timelines show it. */
  readonly reason: string;
}

const EXTENDABLE: readonly ExtendableMoment[] = ['closes', 'endorsementsDue', 'decisionsDue'];
const OVER: readonly RoundState[] = ['completed', 'cancelled'];

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
    const what = { who: by, what: 'extended', why: reason.trim(), dates: datesChanged(row.round, round) };
    await records.transact([...putRound(round, row), calendar.note(round), putRoundEvent(id, at, what)]);
    return round;
  });

/**
 * The round as it would be with its dates put back.
 *
 * @throws NotNowError, RoundInvalidError
 */
export function extended(round: Round, dates: TypedExtension, reason: string, at: Date): Round {
  if (OVER.includes(round.state)) throw new NotNowError('over');
  const moved = EXTENDABLE.filter((moment) => dates[moment] !== undefined);
  if (moved.includes('closes') && at >= round.closes.instant) throw new NotNowError('closed');
  const read = Object.fromEntries(
    moved.map((moment) => [moment, readTyped(moment, dates[moment] ?? '')] as const),
  ) as Partial<Pick<Round, ExtendableMoment>>;
  const problems = moved
    .filter((moment) => {
      const instant = read[moment]?.instant;
      return !instant || instant <= round[moment].instant || instant <= at;
    })
    .map((moment): RoundInputProblem => ({ word: 'not-later', moment }));
  if (moved.length === 0) problems.push({ word: 'not-later', moment: 'closes' });
  if (reason.trim() === '') problems.push({ word: 'no-reason' });
  if (problems.length > 0) throw new RoundInvalidError(problems);
  // one that follows hard upon another takes its people along
  const pending = round.extended ? round.extended.moved : [];
  const all = EXTENDABLE.filter((moment) => moved.includes(moment) || pending.includes(moment));
  return { ...round, ...read, extended: { at, moved: all, reason: reason.trim() } };
}
