import { wallClock } from '../../../domain/london-time.ts';
import { isOver, type Round, unsentStates } from '../../../domain/round.ts';
import { gate } from '../../../domain/round-gate.ts';
import { dayWarnings, endorsementsWarnings, type RoundWarning } from '../../../domain/round-validation.ts';
import { casesOfRound } from '../../store/cards.ts';
import type { Actor } from '../../store/event-row.ts';
import { countInterest } from '../../store/interest-row.ts';
import { putRoundEvent } from '../../store/round-event-row.ts';
import { getRound, putRound, RoundChangedError } from '../../store/round-row.ts';
import { type Desk, decideAnew } from '../desk.ts';
import { NotNowError } from '../refusals.ts';
import { withoutClosing } from './extend-round.ts';
import { type Told, toldOf } from './preview-extension.ts';
import { RoundInvalidError } from './refusals.ts';
import { checkRound, readTyped, requireBeforeDecisions } from './typed-round.ts';

export interface Reopening {
  readonly round: string;
  /** By London's clocks: `2027-03-05T17:00`. */
  readonly until: string;
  readonly by: Actor;
  readonly reason: string;
}

/**
 * Opens a closed round once more, from now on for a set time. Whose draft was not sent is told, and goes on with it; the list
 * of the programme is told too. The other dates stay.
 *
 * @throws NotNowError `not-closed`, `over`
 * @throws RoundNotFoundError, RoundInvalidError
 */
export const reopenRound = (
  { records, at }: Pick<Desk, 'records' | 'at'>,
  { by, ...asked }: Reopening,
): Promise<Round> =>
  decideAnew([RoundChangedError], async () => {
    const { row, round, until, calendar } = await reopened({ records, at }, asked);
    const dates = { closes: { from: row.round.closes.wallClock, to: until.wallClock } };
    await records.transact([
      ...putRound(round, row),
      calendar.note(round),
      putRoundEvent(round.id, at, { who: by, what: 'reopened', why: asked.reason.trim(), dates }),
    ]);
    return round;
  });

export interface ReopeningPreview {
  readonly round: Round;
  readonly warnings: readonly RoundWarning[];
  /** Who has begun an application and not sent it. */
  readonly unsent: Told;
  /** How many on the list of the programme. */
  readonly interested: number;
}

/**
 * Who would be told if a round were opened again so. Writes nothing.
 *
 * @throws the refusals of `reopenRound`
 */
export async function previewReopening(
  { records, at }: Pick<Desk, 'records' | 'at'>,
  asked: Omit<Reopening, 'by'>,
): Promise<ReopeningPreview> {
  const { round, until } = await reopened({ records, at }, asked);
  const unsent = await Array.fromAsync(casesOfRound(records, round.id, unsentStates(round)));
  return {
    round,
    warnings: [...dayWarnings({ until }), ...endorsementsWarnings(round, 'until')],
    unsent: toldOf(unsent),
    interested: await countInterest(records, round.programme, at),
  };
}

async function reopened(
  { records, at }: Pick<Desk, 'records' | 'at'>,
  { round: id, until: typed, reason }: Omit<Reopening, 'by'>,
) {
  const row = await getRound(records, id);
  const { extended } = row.round;
  if (isOver(row.round)) throw new NotNowError('over');
  if (gate(row.round, {}, at) !== 'closed') throw new NotNowError('not-closed');
  if (reason.trim() === '') throw new RoundInvalidError([{ word: 'no-reason' }]);
  const until = readTyped('until', typed);
  if (until.instant <= at) throw new RoundInvalidError([{ word: 'not-later', moment: 'until' }]);
  requireBeforeDecisions('until', until, row.round);
  const round: Round = {
    ...row.round,
    state: 'open',
    reopened: { from: { wallClock: wallClock(at), instant: at }, until },
    ...(extended && { extended: withoutClosing(extended) }),
  };
  const calendar = await checkRound(records, round, at);
  return { row, round, until, calendar };
}
