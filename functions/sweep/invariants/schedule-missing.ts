import { roundEvents, stillToDo } from '../../../domain/round-moments.ts';
import { withoutSchedule } from '../../start-workflows/round-schedules.ts';
import { programmeOf } from '../../store/case-file.ts';
import type { RoundRow } from '../../store/round-row.ts';
import type { Sweeping } from '../sweeping.ts';
import type { Violation } from './violation.ts';

/** One that fires in these minutes is gone, or was made, while it is looked for. */
const PATIENCE_MS = 10 * 60_000;

/** Every moment of a round to come has its schedule. Those that have none are planned anew. */
export async function scheduleMissing(sweeping: Sweeping, { round, done }: RoundRow): Promise<Violation[]> {
  const events = roundEvents(round, programmeOf(round.generation).timing);
  const { ahead } = stillToDo(events, done, new Date(sweeping.at.getTime() + PATIENCE_MS));
  const missing = await withoutSchedule(sweeping, round.id, ahead);
  const of = { round: round.id, body: round.body };
  return missing.map((event) => ({ rule: 'schedule-missing', of, subject: event.id, repaired: true }));
}
