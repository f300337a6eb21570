import { type RoundEvent, roundEvents } from '../../domain/round-moments.ts';
import { type Desk, decideAnew } from '../acts/desk.ts';
import { advanceRound } from '../acts/rounds/advance-round.ts';
import { programmeOf } from '../store/case-file.ts';
import type { Records } from '../store/records.ts';
import { changeRound, getRound, RoundChangedError, type RoundRow } from '../store/round-row.ts';
import { ROUND_WORK } from './round-work.ts';

export interface RunRoundDependencies {
  readonly records: Records;
  readonly workflows: Desk['workflows'];
  readonly now: () => Date;
}

export interface RoundStep {
  readonly round: string;
  /** The id of one of its events. */
  readonly moment: string;
  /** Where this page begins: what the page before said. */
  readonly cursor?: string;
}

/** `early`: the moment comes in some seconds. `nothing`: it was moved, or done before. */
export type RoundOutcome =
  | { readonly outcome: 'early'; readonly seconds: number }
  | { readonly outcome: 'more'; readonly cursor: string }
  | { readonly outcome: 'done' | 'nothing' };

/** Clocks differ by less. Of what is further off, a schedule of its own will remind us. */
const PATIENCE_MS = 5 * 60_000;

/**
 * Does a page of what a moment of a round brings. It looks at the round as it is now: a schedule that fires early, late,
 * twice or after a change finds what is right, or nothing to do.
 *
 * @throws RoundNotFoundError
 */
export const createRunRound =
  ({ records, workflows, now }: RunRoundDependencies) =>
  async ({ round: id, moment, cursor }: RoundStep): Promise<RoundOutcome> => {
    const at = now();
    const row = await advanceRound({ records, at }, id);
    const event = openEvent(row, moment);
    if (!event) return { outcome: 'nothing' };
    const early = event.at.getTime() - at.getTime();
    if (early > PATIENCE_MS) return { outcome: 'nothing' };
    if (early > 0) return { outcome: 'early', seconds: Math.ceil(early / 1000) };
    const instant = event.at.toISOString();
    const from = cursor === undefined ? undefined : restOf(cursor, instant);
    // the event was moved between two pages: its own schedule begins with the first
    if (from === 'other-instant') return { outcome: 'nothing' };
    const next = await ROUND_WORK[event.does]({ records, workflows, at }, row.round, event, from?.page);
    if (next !== undefined) return { outcome: 'more', cursor: `${instant} ${next}` };
    await noteDone(records, id, event);
    return { outcome: 'done' };
  };

/** What of a cursor the work itself has said. */
function restOf(cursor: string, instant: string): { readonly page: string } | 'other-instant' {
  return cursor.startsWith(`${instant} `) ? { page: cursor.slice(instant.length + 1) } : 'other-instant';
}

/** An event of a round that has still to be done. */
function openEvent({ round, done }: RoundRow, moment: string): RoundEvent | undefined {
  const events = roundEvents(round, programmeOf(round.generation).timing);
  const event = events.find(({ id }) => id === moment);
  return event && done[moment] !== event.at.toISOString() ? event : undefined;
}

/** Notes that an event was done, unless it was moved meanwhile. */
const noteDone = (records: Records, id: string, { id: moment, at }: RoundEvent): Promise<void> =>
  decideAnew([RoundChangedError], async () => {
    const row = await getRound(records, id);
    if (openEvent(row, moment)?.at.getTime() !== at.getTime()) return;
    await records.transact([changeRound(row, { done: { ...row.done, [moment]: at.toISOString() } })]);
  });
