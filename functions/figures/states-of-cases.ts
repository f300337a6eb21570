import type { CaseCard } from '../../domain/round-figures.ts';
import { cardsOf } from '../store/cards.ts';
import type { Records } from '../store/records.ts';

/** Where every case of a round is, as the index shows it: seconds late at worst. */
export async function statesOf(records: Records, round: string): Promise<CaseCard[]> {
  const cards = await cardsOf(records, round);
  return cards.map(({ card: { state, since } }) => ({ state, since: new Date(since) }));
}
