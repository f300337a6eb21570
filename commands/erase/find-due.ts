import * as z from 'zod';
import type { Round } from '../../domain/round.ts';
import { type CaseRow, getCase } from '../../functions/store/case-row.ts';
import { designationOf, getDesignation } from '../../functions/store/designation-rows.ts';
import { indexes, shardsOf } from '../../functions/store/keys.ts';
import type { Records } from '../../functions/store/records.ts';
import { keptUntil, noneBefore } from '../../functions/store/retention.ts';
import { getRound, listRounds } from '../../functions/store/round-row.ts';
import { PROGRAMMES } from '../../programmes/programmes.ts';

/** A case whose time is over. */
export interface Due {
  readonly case: CaseRow;
  /** Since when. */
  readonly since: Date;
}

/** The rounds of all programmes, or the one that was named. */
export async function roundsToLookAt(records: Records, id?: string): Promise<Round[]> {
  if (id !== undefined) return [(await getRound(records, id)).round];
  const programmes = new Set(PROGRAMMES.map((programme) => programme.id));
  return (await Promise.all([...programmes].map((programme) => listRounds(records, programme)))).flat();
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
    for await (const { pk } of records.query(query, listedCase)) {
      const row = await getCase(records, pk.replace('CASE#', ''));
      const since = await dueSince(records, row, round, now);
      if (since) yield { case: row, since };
    }
  }
}

/** Since when a case is to be erased; undefined while it is to be kept. */
export async function dueSince(
  records: Records,
  row: CaseRow,
  round: Pick<Round, 'closes' | 'reopened'>,
  now: Date,
): Promise<Date | undefined> {
  const until = keptUntil(row, round);
  if (until === 'undecided' || until > now) return undefined;
  return (await designationStands(records, row, now)) ? undefined : until;
}

/** Does the designation that came of a case still stand? As long as it does, its case is kept. */
async function designationStands(records: Records, row: CaseRow, now: Date): Promise<boolean> {
  const number = await designationOf(records, row.person, row.programme);
  const designation = number === undefined ? undefined : await getDesignation(records, number);
  if (designation?.reference !== row.reference || designation.state === 'ended') return false;
  return designation.endsOn >= now.toISOString().slice(0, 10);
}
