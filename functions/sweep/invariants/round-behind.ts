import { statesByTime } from '../../../domain/round.ts';
import type { RoundRow } from '../../store/round-row.ts';
import type { Sweeping } from '../sweeping.ts';
import type { Violation } from './violation.ts';

/** Schedules are exact to the minute, and their workflow takes seconds. */
const PATIENCE_MS = 10 * 60_000;

/** A round past its close does not call itself open, and so with its other states. It is brought on at once. */
export async function roundBehind({ at }: Sweeping, { round }: RoundRow): Promise<Violation[]> {
  const { id, body } = round;
  const missed = statesByTime(round, new Date(at.getTime() - PATIENCE_MS));
  return missed.map((state) => ({ rule: 'round-behind', of: { round: id, body }, subject: state, repaired: true }));
}
