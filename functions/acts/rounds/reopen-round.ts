import { wallClock } from '../../../domain/london-time.ts';
import type { Round } from '../../../domain/round.ts';
import type { Actor } from '../../store/event-row.ts';
import { putRoundEvent } from '../../store/round-event-row.ts';
import { getRound, putRound, RoundChangedError } from '../../store/round-row.ts';
import { type Desk, decideAnew } from '../desk.ts';
import { NotNowError } from '../refusals.ts';
import { RoundInvalidError } from './refusals.ts';
import { checkRound, readTyped } from './typed-round.ts';

export interface Reopening {
  readonly round: string;
  /** By London's clocks: `2027-03-05T17:00`. */
  readonly until: string;
  readonly by: Actor;
  readonly reason: string;
}

/**
 * Opens a closed round once more, from now on for a set time. Whose draft was not sent is told, and goes on with it.
 *
 * @throws NotNowError `not-closed`
 * @throws RoundNotFoundError, RoundInvalidError
 */
export const reopenRound = (
  { records, at }: Pick<Desk, 'records' | 'at'>,
  { by, ...asked }: Reopening,
): Promise<Round> =>
  decideAnew([RoundChangedError], async () => {
    const { row, round, until, calendar } = await checkReopening({ records, at }, asked);
    const dates = { closes: { from: row.round.closes.wallClock, to: until.wallClock } };
    await records.transact([
      ...putRound(round, row),
      calendar.note(round),
      putRoundEvent(round.id, at, { who: by, what: 'reopened', why: asked.reason.trim(), dates }),
    ]);
    return round;
  });

/**
 * What the round would be. Changes nothing.
 *
 * @throws NotNowError `not-closed`
 * @throws RoundNotFoundError, RoundInvalidError
 */
export async function checkReopening(
  { records, at }: Pick<Desk, 'records' | 'at'>,
  { round: id, until: typed, reason }: Omit<Reopening, 'by'>,
) {
  const row = await getRound(records, id);
  const { state, closes, decisionsDue } = row.round;
  const isClosed = state === 'closed' || state === 'deciding' || (state === 'open' && at >= closes.instant);
  if (!isClosed) throw new NotNowError('not-closed');
  if (reason.trim() === '') throw new RoundInvalidError([{ word: 'no-reason' }]);
  const until = readTyped('closes', typed);
  if (until.instant <= at) throw new RoundInvalidError([{ word: 'not-later', moment: 'closes' }]);
  if (until.instant >= decisionsDue.instant) {
    throw new RoundInvalidError([{ word: 'too-soon', moment: 'decisionsDue', after: 'closes', leastDays: 0 }]);
  }
  const reopened = { from: { wallClock: wallClock(at), instant: at }, until };
  const round: Round = { ...row.round, state: 'open', reopened };
  const calendar = await checkRound(records, round, at);
  return { row, round, until, calendar };
}
