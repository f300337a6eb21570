import * as z from 'zod';
import type { CaseCard } from '../../domain/round-figures.ts';
import { caseRow } from '../store/case-row.ts';
import { shardsOf } from '../store/keys.ts';
import type { Records } from '../store/records.ts';

const listedCase = z.object({ pk: z.string(), card: caseRow.shape.card });

export interface ListedCase extends CaseCard {
  readonly reference: string;
}

/** Every case of a round, as the index shows it: some hundred bytes each, and seconds late at worst. */
export async function cardsOf(records: Records, round: string): Promise<ListedCase[]> {
  const shards = shardsOf(`ROUND#${round}`, 'byRound').map((shard) => {
    const query = {
      IndexName: 'byRound',
      KeyConditionExpression: 'roundPk = :shard',
      ExpressionAttributeValues: { ':shard': shard },
    };
    return Array.fromAsync(records.query(query, listedCase));
  });
  return (await Promise.all(shards)).flat().map(({ pk, card: { state, since } }) => ({
    reference: pk.replace('CASE#', ''),
    state,
    since: new Date(since),
  }));
}
