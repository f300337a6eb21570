import type { Timing } from '../programmes/programme.ts';
import { plusDays, readLondon } from './london-time.ts';
import { earlyClosing, lastClosing, type Moment, type Round } from './round.ts';
import { graceEnd } from './round-gate.ts';

/** Something that happens in a round at an instant. */
export interface RoundEvent {
  /** Unique in its round: letters, digits and `-`. */
  readonly id: string;
  readonly does:
    | 'open'
    | 'remind'
    | 'close'
    | 'close-drafts'
    | 'endorsements-due'
    | 'decisions-due'
    | 'extend'
    | 'close-early'
    | 'close-early-list'
    | 'reopen'
    | 'reopen-list'
    | 'cancel';
  readonly at: Date;
}

type Dates = Pick<
  Round,
  'opens' | 'closes' | 'endorsementsDue' | 'decisionsDue' | 'reopened' | 'extended' | 'closedEarly' | 'cancelledAt'
>;

/** Everything that a round does by itself, in order of time. Of a cancelled one, only that is left. */
export function roundEvents(round: Dates, timing: Pick<Timing, 'draftReminders'>): RoundEvent[] {
  const { opens, closes, endorsementsDue, decisionsDue, reopened, extended, cancelledAt } = round;
  if (cancelledAt) return [{ id: 'cancel', does: 'cancel', at: cancelledAt }];
  const events: RoundEvent[] = [
    { id: 'open', does: 'open', at: opens.instant },
    ...reminders(round, closes, timing),
    { id: 'close', does: 'close', at: closes.instant },
    { id: 'close-drafts', does: 'close-drafts', at: graceEnd(closes.instant) },
    { id: 'endorsements-due', does: 'endorsements-due', at: endorsementsDue.instant },
    { id: 'decisions-due', does: 'decisions-due', at: decisionsDue.instant },
  ];
  if (extended) events.push({ id: 'extend', does: 'extend', at: extended.at });
  const early = earlyClosing(round);
  if (early) {
    events.push(
      { id: 'close-early', does: 'close-early', at: early.at },
      { id: 'close-early-list', does: 'close-early-list', at: early.at },
    );
  }
  if (reopened) {
    const again = reminders({ ...round, opens: reopened.from }, reopened.until, timing);
    events.push(
      { id: 'reopen', does: 'reopen', at: reopened.from.instant },
      { id: 'reopen-list', does: 'reopen-list', at: reopened.from.instant },
      ...again.map((reminder) => ({ ...reminder, id: `${reminder.id}-2` })),
      { id: 'close-again', does: 'close', at: reopened.until.instant },
      { id: 'close-drafts-again', does: 'close-drafts', at: graceEnd(reopened.until.instant) },
    );
  }
  return events.sort((a, b) => a.at.getTime() - b.at.getTime());
}

/**
 * Reminders keep the closing hour across a change of clocks. None is left for the time before another closing was set: that
 * has reminded everybody.
 */
function reminders(
  { opens, extended, closedEarly }: Dates,
  closes: Moment,
  { draftReminders }: Pick<Timing, 'draftReminders'>,
): RoundEvent[] {
  const [closingDay = '', closingTime = ''] = closes.wallClock.split('T');
  const since = Math.max(
    opens.instant.getTime(),
    extended?.closesMoved?.at.getTime() ?? 0,
    closedEarly?.at.getTime() ?? 0,
  );
  return draftReminders.flatMap((reminder): RoundEvent[] => {
    const text =
      'daysBefore' in reminder
        ? `${plusDays(closingDay, -reminder.daysBefore)}T${closingTime}`
        : `${closingDay}T${reminder.closingDayAt}`;
    const read = readLondon(text);
    // the skipped and the repeated hour: an hour's difference on a reminder does not matter, a missing one would
    const at = read.word === 'instant' ? read.instant : new Date(`${text}:00Z`);
    return at.getTime() > since && at < closes.instant ? [{ id: reminder.id, does: 'remind', at }] : [];
  });
}

/** When each event was done: the instant that it was for. An event that was moved has still to be done. */
export type RoundEventsDone = Readonly<Record<string, string>>;

/** What of a round is due and has still to be done, and what lies ahead. */
export function stillToDo(
  events: readonly RoundEvent[],
  done: RoundEventsDone,
  now: Date,
): { readonly due: readonly RoundEvent[]; readonly ahead: readonly RoundEvent[] } {
  const open = events.filter(({ id, at }) => done[id] !== at.toISOString());
  return { due: open.filter(({ at }) => at <= now), ahead: open.filter(({ at }) => at > now) };
}

const DAY = 86_400_000;

/** Does it still help to remind people now? What is a day late, the next one says better; after closing nothing helps. */
export function reminderHelps(
  { at }: Pick<RoundEvent, 'at'>,
  round: Pick<Round, 'closes' | 'reopened'>,
  now: Date,
): boolean {
  return now < lastClosing(round).instant && now.getTime() - at.getTime() < DAY;
}
