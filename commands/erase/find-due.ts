import * as z from 'zod';
import type { Round } from '../../domain/round.ts';
import { dueSince } from '../../functions/acts/erasing/due-since.ts';
import { type CaseRow, getCase } from '../../functions/store/case-row.ts';
import { indexes, referenceOf, shardsOf } from '../../functions/store/keys.ts';
import type { Records } from '../../functions/store/records.ts';
import { noneBefore } from '../../functions/store/retention.ts';
import { everyRound, getRound } from '../../functions/store/round-row.ts';

/** A case whose time is over. */
export interface Due {
  readonly case: CaseRow;
  /** Since when. */
  readonly since: Date;
}

/** The rounds of all programmes, or the one that was named. */
export async function roundsToLookAt(records: Records, id?: string): Promise<Round[]> {
  if (id !== undefined) return [(await getRound(records, id)).round];
  return everyRound(records);
}

const listedCase = z.object({ pk: z.string() });

/** The cases of a round whose personal data is not to be kept any longer, each read anew. */
export async function* findDue(records: Records, round: Round, now: Date): AsyncGenerator<Due> {
  if (noneBefore(round) > now) return;
  for (const shard of shardsOf(`ROUND#${round.id}`, 'byRound')) {
    const query = {
      IndexName: 'byRound',
      KeyConditionExpression: `${indexes.byRound.partitionKey} = :shard`,
      ExpressionAttributeValues: { ':shard': shard },
    };
    for await (const listed of records.query(query, listedCase)) {
      const row = await getCase(records, referenceOf(listed));
      const since = await dueSince(records, row, round, now);
      if (since) yield { case: row, since };
    }
  }
}
