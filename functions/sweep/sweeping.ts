import type { RoundPlanning } from '../start-workflows/plan-round.ts';
import type { StartingPublishing } from '../start-workflows/start-publishing.ts';
import type { Starting } from '../start-workflows/start-run.ts';
import type { Violation } from './invariants/violation.ts';

/** What everything that the sweep does is given: the same instant for all. */
export interface Sweeping extends Starting, StartingPublishing, RoundPlanning {
  readonly at: Date;
}

/** What came of a part of the sweep. */
export interface Swept {
  readonly violations: readonly Violation[];
  /** How many rows or rounds could not be seen to. */
  readonly failed: number;
}

/** The first sweep of an hour: they are 15 minutes apart. */
export const isHourly = (at: Date): boolean => at.getUTCMinutes() < 15;

/** The first sweep after midnight, in UTC. */
export const isDaily = (at: Date): boolean => at.getUTCHours() === 0 && isHourly(at);
