import type { DesignationState } from './designation.ts';
import { plusMonths } from './designation.ts';
import { plusDays, readLondon } from './london-time.ts';

/** What falls due on a designation, by its dates. */
export interface DatedDesignation {
  readonly state: DesignationState;
  readonly endsOn: string;
  readonly reviewOn: string;
  /** The `reviewOn` that staff and the person have been told of. */
  readonly reviewAnnounced?: string;
}

export type DesignationDue = 'announce-review' | 'end';

/** Mail goes out when people are at work; a term ends with its day. */
const MORNING = '09:00';
const MIDNIGHT = '00:00';

/** A person is asked this long after they last said so whether their entry is still right. */
const CONFIRM_EVERY_MONTHS = 12;

/** What is to be done now, and when to look again. */
export interface DueNow<Act> {
  readonly act: readonly Act[];
  readonly next?: Date;
}

export function designationDue(designation: DatedDesignation, now: Date): DueNow<DesignationDue> {
  const { state, endsOn, reviewOn, reviewAnnounced } = designation;
  if (state === 'ended') return { act: [] };
  const isToAnnounce = reviewAnnounced !== reviewOn && reviewOn <= endsOn;
  return dueOf(now, [
    // after its end nothing else matters
    { act: 'end', at: inLondon(plusDays(endsOn, 1), MIDNIGHT) },
    ...(isToAnnounce ? [{ act: 'announce-review' as const, at: inLondon(reviewOn, MORNING) }] : []),
  ]);
}

/** @param promptedFor the `confirmedOn` after which the person was asked already */
export function entryDue(
  { confirmedOn, promptedFor }: { readonly confirmedOn: string; readonly promptedFor?: string },
  now: Date,
): DueNow<'prompt'> {
  if (promptedFor === confirmedOn) return { act: [] };
  return dueOf(now, [{ act: 'prompt', at: inLondon(plusMonths(confirmedOn, CONFIRM_EVERY_MONTHS), MORNING) }]);
}

function dueOf<Act>(now: Date, all: readonly { readonly act: Act; readonly at: Date }[]): DueNow<Act> {
  const [first] = all.map(({ at }) => at).toSorted((a, b) => a.getTime() - b.getTime());
  return { act: all.filter(({ at }) => at <= now).map(({ act }) => act), ...(first && { next: first }) };
}

/** London's clocks change at 1am, so midnight and morning are there every day, and once. */
function inLondon(date: string, time: string): Date {
  const read = readLondon(`${date}T${time}`);
  if (read.word !== 'instant') throw new Error(`${date} ${time} is ${read.word} in London`);
  return read.instant;
}
