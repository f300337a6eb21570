import { isOver } from '../../domain/round.ts';
import { countStates, type StateCount } from '../../domain/round-figures.ts';
import { statesOf } from '../figures/states-of-cases.ts';
import { everyRound } from '../store/round-row.ts';
import { isDaily, type Sweeping } from './sweeping.ts';

/** Where the applications are of all rounds that are not over, once a day: by the first sweep after midnight. */
export async function countCasesOfDay({ records, at }: Pick<Sweeping, 'records' | 'at'>): Promise<StateCount[]> {
  if (!isDaily(at)) return [];
  const going = (await everyRound(records)).filter((round) => !isOver(round));
  return countStates((await Promise.all(going.map(({ id }) => statesOf(records, id)))).flat());
}
