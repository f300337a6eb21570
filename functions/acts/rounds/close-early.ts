import { wallClock } from '../../../domain/london-time.ts';
import { lastClosing, type Moment, type Round, unsentStates } from '../../../domain/round.ts';
import { gate } from '../../../domain/round-gate.ts';
import { casesOfRound } from '../../store/cards.ts';
import type { Actor } from '../../store/event-row.ts';
import { countInterest } from '../../store/interest-row.ts';
import { readCalendar } from '../../store/round-calendar-row.ts';
import { putRoundEvent } from '../../store/round-event-row.ts';
import { getRound, putRound, RoundChangedError } from '../../store/round-row.ts';
import { type Desk, decideAnew } from '../desk.ts';
import { NotNowError } from '../refusals.ts';
import { advanceRound } from './advance-round.ts';
import { withoutClosing } from './extend-round.ts';
import { type Told, toldOf } from './preview-extension.ts';
import { RoundInvalidError } from './refusals.ts';
import { readTyped } from './typed-round.ts';

export interface EarlyClosing {
  readonly round: string;
  /** By London's clocks: `2027-02-12T17:00`; now, when absent. */
  readonly closes?: string | undefined;
  readonly by: Actor;
  /** Whoever is told reads it. */
  readonly reason: string;
}

/**
 * Closes a round, or its second opening, before the time that people were promised, in one write: the deadline is the new
 * one from this instant on. Whoever saved a draft in the half hour before has the grace. Endorsers and deciders keep their
 * time. The row has its schedules moved, and the round's workflow tells people (`round-work.ts`).
 *
 * @throws NotNowError `not-open`
 * @throws RoundNotFoundError, RoundInvalidError
 */
export async function closeEarly(
  { records, at }: Pick<Desk, 'records' | 'at'>,
  { by, ...asked }: EarlyClosing,
): Promise<Round> {
  await decideAnew([RoundChangedError], async () => {
    const { row, round, dates } = await closedEarly({ records, at }, asked);
    const calendar = await readCalendar(records, round);
    await records.transact([
      ...putRound(round, row),
      calendar.note(round),
      putRoundEvent(round.id, at, { who: by, what: 'closed-early', why: asked.reason.trim(), dates }),
    ]);
  });
  return (await advanceRound({ records, at }, asked.round)).round;
}

export interface EarlyClosingPreview {
  readonly round: Round;
  /** Who has begun an application and not sent it. */
  readonly drafts: Told;
  /** How many on the list of the programme, who heard of the round when it opened. */
  readonly interested: number;
}

/**
 * Who would be told if a round were closed so. Writes nothing.
 *
 * @throws the refusals of `closeEarly`
 */
export async function previewEarlyClosing(
  { records, at }: Pick<Desk, 'records' | 'at'>,
  asked: Omit<EarlyClosing, 'by'>,
): Promise<EarlyClosingPreview> {
  const { round } = await closedEarly({ records, at }, asked);
  const drafts = await Array.fromAsync(casesOfRound(records, round.id, unsentStates(round)));
  return { round, drafts: toldOf(drafts), interested: await countInterest(records, round.programme, at) };
}

async function closedEarly(
  { records, at }: Pick<Desk, 'records' | 'at'>,
  { round: id, closes: typed, reason }: Omit<EarlyClosing, 'by'>,
) {
  const row = await getRound(records, id);
  const { reopened, extended } = row.round;
  if (gate(row.round, {}, at) !== 'open') throw new NotNowError('not-open');
  if (reason.trim() === '') throw new RoundInvalidError([{ word: 'no-reason' }]);
  const end: Moment = typed === undefined ? { wallClock: wallClock(at), instant: at } : readTyped('closes', typed);
  const was = lastClosing(row.round);
  if (end.instant < at || end.instant >= was.instant) {
    throw new RoundInvalidError([{ word: 'not-earlier', moment: 'closes', than: was }]);
  }
  const round: Round = {
    ...row.round,
    ...(reopened ? { reopened: { ...reopened, until: end } } : { closes: end }),
    // nobody is told any more that it closes later
    ...(extended && { extended: withoutClosing(extended) }),
    closedEarly: { at, reason: reason.trim() },
  };
  return { row, round, dates: { closes: { from: was.wallClock, to: end.wallClock } } };
}
