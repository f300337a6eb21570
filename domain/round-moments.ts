import type { Timing } from '../programmes/programme.ts';
import { plusDays, readLondon } from './london-time.ts';
import type { Round } from './round.ts';
import { graceEnd } from './round-gate.ts';

/** Something that happens in a round at an instant. */
export interface RoundEvent {
  readonly id: string;
  readonly does: 'open' | 'remind' | 'close' | 'close-drafts' | 'endorsements-due' | 'decisions-due';
  readonly at: Date;
}

/** Everything that a round does by itself, in order of time. Reminders keep the closing hour across a change of clocks. */
export function roundEvents(
  {
    opens,
    closes,
    endorsementsDue,
    decisionsDue,
  }: Pick<Round, 'opens' | 'closes' | 'endorsementsDue' | 'decisionsDue'>,
  { draftReminders }: Pick<Timing, 'draftReminders'>,
): RoundEvent[] {
  const [closingDay = '', closingTime = ''] = closes.wallClock.split('T');
  const events: RoundEvent[] = [
    { id: 'open', does: 'open', at: opens.instant },
    { id: 'close', does: 'close', at: closes.instant },
    { id: 'close-drafts', does: 'close-drafts', at: graceEnd(closes.instant) },
    { id: 'endorsements-due', does: 'endorsements-due', at: endorsementsDue.instant },
    { id: 'decisions-due', does: 'decisions-due', at: decisionsDue.instant },
  ];
  for (const reminder of draftReminders) {
    const text =
      'daysBefore' in reminder
        ? `${plusDays(closingDay, -reminder.daysBefore)}T${closingTime}`
        : `${closingDay}T${reminder.closingDayAt}`;
    const read = readLondon(text);
    // the skipped and the repeated hour: an hour's difference on a reminder does not matter, a missing one would
    const at = read.word === 'instant' ? read.instant : new Date(`${text}:00Z`);
    if (at > opens.instant && at < closes.instant) events.push({ id: reminder.id, does: 'remind', at });
  }
  return events.sort((a, b) => a.at.getTime() - b.at.getTime());
}
