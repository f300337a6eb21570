import { countStates, type StateCount } from '../../domain/round-figures.ts';
import { PROGRAMMES } from '../../programmes/programmes.ts';
import { statesOf } from '../figures/states-of-cases.ts';
import { listRounds } from '../store/round-row.ts';
import { isDaily, type Sweeping } from './sweeping.ts';

/** Where the applications are of all rounds that are not over, once a day: by the first sweep after midnight. */
export async function countCasesOfDay({ records, at }: Pick<Sweeping, 'records' | 'at'>): Promise<StateCount[]> {
  if (!isDaily(at)) return [];
  const programmes = [...new Set(PROGRAMMES.map(({ id }) => id))];
  const rounds = (await Promise.all(programmes.map((id) => listRounds(records, id)))).flat();
  const going = rounds.filter(({ state }) => state !== 'completed' && state !== 'cancelled');
  return countStates((await Promise.all(going.map(({ id }) => statesOf(records, id)))).flat());
}
