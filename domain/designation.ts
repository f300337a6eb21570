import type { Programme } from '../programmes/programme.ts';
import { calendarDate } from './london-time.ts';
import { makeReference, NUMBER_SIGNS } from './reference.ts';

/** `paused` by the person: not available. `under-review` by the designating body: kept, and not shown as available. */
export const DESIGNATION_STATES = ['active', 'paused', 'under-review', 'ended'] as const;
export type DesignationState = (typeof DESIGNATION_STATES)[number];

/** Why a designation ended. `reversed`: the decision that made it was reversed. */
export const END_REASONS = ['resigned', 'term-over', 'removed', 'moved', 'died', 'reversed'] as const;
export type EndReason = (typeof END_REASONS)[number];

/** Who may end a designation for which reason. Staff also end it for somebody who tells them. */
const MAY_END: Readonly<Record<EndReason, readonly DesignationMover[]>> = {
  resigned: ['person', 'staff'],
  'term-over': ['sweep'],
  removed: ['staff'],
  moved: ['staff'],
  died: ['staff'],
  // only through the reversal of the decision, which needs two people
  reversed: [],
};
export const mayEndBecause = (reason: EndReason, by: DesignationMover): boolean => MAY_END[reason].includes(by);

/** What a person holds from the day of designation on; dates are calendar dates. */
export interface DesignationTerm {
  /** `LLE-7K3M-4QXR-9WPD`: longer than a reference, so that neither is taken for the other. */
  readonly number: string;
  readonly startsOn: string;
  /** The last day. */
  readonly endsOn: string;
  readonly reviewOn: string;
  readonly conditions: readonly string[];
}

/** @param bytes random, 32 or more */
export function designate({ prefix, designation }: Programme, now: Date, bytes: Uint8Array): DesignationTerm {
  const startsOn = calendarDate(now);
  return {
    number: makeReference(prefix, bytes, NUMBER_SIGNS),
    startsOn,
    endsOn: plusMonths(startsOn, designation.years * 12, -1),
    reviewOn: plusMonths(startsOn, designation.reviewEveryMonths),
    conditions: designation.conditions,
  };
}

/** When somebody who has moved to another school is reviewed; until then the designation stays. */
export function reviewAfterMove({ designation }: Programme, movedOn: string): string {
  return plusMonths(movedOn, designation.reviewAfterMoveMonths);
}

/** `sweep`: the service itself, when the term is over. Removal is always a person's decision. */
export type DesignationMover = 'person' | 'staff' | 'sweep';

interface DesignationMove {
  readonly from: DesignationState;
  readonly to: DesignationState;
  readonly by: readonly DesignationMover[];
}

export const DESIGNATION_MOVES: readonly DesignationMove[] = [
  { from: 'active', to: 'paused', by: ['person', 'staff'] },
  { from: 'paused', to: 'active', by: ['person', 'staff'] },
  { from: 'active', to: 'under-review', by: ['staff'] },
  { from: 'paused', to: 'under-review', by: ['staff'] },
  { from: 'under-review', to: 'active', by: ['staff'] },
  { from: 'active', to: 'ended', by: ['person', 'staff', 'sweep'] },
  { from: 'paused', to: 'ended', by: ['person', 'staff', 'sweep'] },
  { from: 'under-review', to: 'ended', by: ['person', 'staff', 'sweep'] },
];

export function mayMoveDesignation(
  from: DesignationState,
  to: DesignationState,
  by: DesignationMover,
): 'may-move' | 'already-there' | 'no-such-move' | 'not-by-them' {
  if (from === to) return 'already-there';
  const move = DESIGNATION_MOVES.find((candidate) => candidate.from === from && candidate.to === to);
  if (!move) return 'no-such-move';
  return move.by.includes(by) ? 'may-move' : 'not-by-them';
}

/** A person holds at most one designation of a programme at a time; one that has ended does not count. */
export function mayHold(
  held: readonly { readonly programme: string; readonly state: DesignationState }[],
  programme: string,
) {
  const holds = held.some((designation) => designation.programme === programme && designation.state !== 'ended');
  return holds ? 'already-holds-one' : 'may-hold';
}

/** Some months later, and days after that; a day that the month does not have becomes its last one. */
export function plusMonths(date: string, months: number, days = 0): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay) + days)).toISOString().slice(0, 10);
}
