import * as z from 'zod';
import type { ApplicationState } from '../../domain/application.ts';
import { type CaseRow, caseRow } from './case-row.ts';
import { indexes, shardsOf } from './keys.ts';
import type { Records } from './records.ts';

const listedCase = z.object({
  pk: z.string().transform((pk) => pk.replace('CASE#', '')),
  roundPk: z.string(),
  roundSk: z.string(),
  card: caseRow.shape.card,
});

/** A case as the list of its round shows it: the list may be late by some seconds. */
export interface ListedCase {
  readonly reference: string;
  readonly name: string;
}

const cursor = z.object({
  /** Which of the lists, one for each state and shard. */
  list: z.int().nonnegative(),
  /** The last case seen of it. */
  after: z.record(z.string(), z.string()).optional(),
});

/**
 * A page of the cases of a round that are in some states.
 *
 * @param from where to begin: `next` of the page before; at the beginning when absent
 */
export async function pageOfCases(
  records: Records,
  round: string,
  states: readonly ApplicationState[],
  most: number,
  from?: string,
): Promise<{ readonly cases: readonly ListedCase[]; readonly next?: string }> {
  const lists = states.flatMap((state) => shardsOf(`ROUND#${round}`, 'byRound').map((shard) => ({ shard, state })));
  const begin = from === undefined ? { list: 0, after: undefined } : cursor.parse(JSON.parse(from));
  const cases: ListedCase[] = [];
  let { after } = begin;
  for (const [index, { shard, state }] of lists.entries()) {
    if (index < begin.list) continue;
    const query = {
      IndexName: 'byRound',
      KeyConditionExpression: `${indexes.byRound.partitionKey} = :list AND begins_with(${indexes.byRound.sortKey}, :state)`,
      ExpressionAttributeValues: { ':list': shard, ':state': `${state}#` },
      Limit: most - cases.length,
      ...(after && { ExclusiveStartKey: after }),
    };
    for await (const { pk: reference, card, ...place } of records.query(query, listedCase)) {
      cases.push({ reference, name: card.name });
      after = { pk: `CASE#${reference}`, sk: 'CASE', ...place };
      if (cases.length === most) return { cases, next: JSON.stringify({ list: index, after }) };
    }
    after = undefined;
  }
  return { cases };
}

/** All cases of a round that are in some states. */
export async function* casesOfRound(
  records: Records,
  round: string,
  states: readonly ApplicationState[],
): AsyncGenerator<ListedCase> {
  let next: string | undefined;
  do {
    const page = await pageOfCases(records, round, states, 1000, next);
    yield* page.cases;
    next = page.next;
  } while (next !== undefined);
}

/** A case as its card shows it. */
export interface FoundCase {
  readonly reference: string;
  readonly round: string;
  readonly card: CaseRow['card'];
}

/** The cards of a round, in no order: read from all its lists at once. @param state only those in it */
export async function cardsOf(records: Records, round: string, state?: ApplicationState): Promise<FoundCase[]> {
  const shards = shardsOf(`ROUND#${round}`, 'byRound').map((shard) => {
    const query = {
      IndexName: 'byRound',
      KeyConditionExpression: `roundPk = :shard${state ? ' AND begins_with(roundSk, :state)' : ''}`,
      ExpressionAttributeValues: { ':shard': shard, ...(state && { ':state': `${state}#` }) },
    };
    return Array.fromAsync(records.query(query, listedCase));
  });
  return (await Promise.all(shards)).flat().map(({ pk: reference, card }) => ({ reference, round, card }));
}
