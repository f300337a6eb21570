import type { RoundPlanning } from '../start-workflows/plan-round.ts';
import type { StartingPublishing } from '../start-workflows/start-publishing.ts';
import type { Starting } from '../start-workflows/start-run.ts';
import type { Key } from '../store/keys.ts';

/** What everything that the sweep does is given: the same instant for all. */
export interface Sweeping extends Starting, StartingPublishing, RoundPlanning {
  readonly at: Date;
}

/** The case to whose partition a row belongs. */
export const referenceOf = ({ pk }: Key): string => pk.replace('CASE#', '');
