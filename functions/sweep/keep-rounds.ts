import type { RoundState } from '../../domain/round.ts';
import { PROGRAMMES } from '../../programmes/programmes.ts';
import { repairRound } from '../start-workflows/plan-round.ts';
import { listRounds } from '../store/round-row.ts';
import type { Sweeping } from './sweeping.ts';

const OVER: readonly RoundState[] = ['completed', 'cancelled'];

/** Cancelled rounds are looked at as long as their cases may still have to be ended. */
const LOOKED_AFTER_MS = 7 * 86_400_000;

/**
 * Sees to it that every round is where it should be by now, with all its schedules.
 *
 * @returns how many could not be looked after
 */
export async function keepRounds(sweeping: Sweeping): Promise<number> {
  const { records, at } = sweeping;
  const programmes = [...new Set(PROGRAMMES.map(({ id }) => id))];
  const rounds = (await Promise.all(programmes.map((id) => listRounds(records, id)))).flat();
  let failed = 0;
  for (const { id, state, cancelledAt } of rounds) {
    const isLookedAfter = cancelledAt !== undefined && at.getTime() - cancelledAt.getTime() < LOOKED_AFTER_MS;
    if (OVER.includes(state) && !isLookedAfter) continue;
    try {
      await repairRound(sweeping, id, at);
    } catch (error) {
      failed++;
      console.error('round not looked after', id, error instanceof Error ? error.name : 'UnknownError');
    }
  }
  return failed;
}
