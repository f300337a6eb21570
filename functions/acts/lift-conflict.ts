import { endConflict } from '../store/conflict-row.ts';
import type { Actor } from '../store/event-row.ts';
import type { Desk } from './desk.ts';
import { ReasonMissingError } from './refusals.ts';
import { recordFact } from './timeline.ts';

export interface Lifting {
  readonly reference: string;
  /** Who declared it. */
  readonly staff: string;
  readonly by: Actor;
  readonly reason: string;
}

/**
 * Takes back that a member of staff has an interest in a case: they are asked again before they open it.
 *
 * @throws ReasonMissingError
 * @throws ConflictMovedOnError when none is declared any more
 */
export async function liftConflict({ records, at }: Pick<Desk, 'records' | 'at'>, lifting: Lifting): Promise<void> {
  const { reference, staff, by, reason } = lifting;
  if (reason.trim() === '') throw new ReasonMissingError();
  await records.transact([
    endConflict(reference, staff),
    ...recordFact(reference, at, { who: by, what: 'conflict-lifted', about: staff, words: reason }),
  ]);
}
