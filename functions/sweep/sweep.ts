import type { SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import { indexes, shardsOf } from '../store/keys.ts';
import { getMessage, MessageClaimedError, moveMessage } from '../store/message-row.ts';
import type { Records } from '../store/records.ts';
import { wakeSlot } from '../store/wake.ts';

export interface SweepDependencies {
  readonly records: Records;
  readonly workflows: SFNClient;
  readonly now: () => Date;
}

const dueRow = z.object({ pk: z.string(), sk: z.string(), kind: z.string() });

/**
 * Does what is due: wakes workflows whose wake-up was lost, and calls messages interrupted that were claimed and never
 * recorded as sent. What it does twice, it does once: every act is a condition on the row.
 */
export const createSweep =
  ({ records, workflows, now }: SweepDependencies) =>
  async (): Promise<{ due: number }> => {
    let due = 0;
    for (const shard of shardsOf('DUE', 'byDue')) {
      const query = {
        IndexName: 'byDue',
        KeyConditionExpression: `${indexes.byDue.partitionKey} = :shard AND ${indexes.byDue.sortKey} <= :now`,
        ExpressionAttributeValues: { ':shard': shard, ':now': now().toISOString() },
      };
      for await (const row of records.query(query, dueRow)) {
        due++;
        if (row.kind === 'slot') {
          await wakeSlot(records, workflows, row.pk.replace('CASE#', ''), row.sk.replace('SLOT#', ''));
        } else if (row.kind === 'message') await settleMessage(records, row);
      }
    }
    return { due };
  };

async function settleMessage(records: Records, key: { pk: string; sk: string }): Promise<void> {
  const message = await getMessage(records, key);
  if (message?.state !== 'claimed') return;
  try {
    await records.transact([moveMessage(key, 'claimed', 'interrupted')]);
  } catch (error) {
    // it was recorded as sent meanwhile
    if (!(error instanceof MessageClaimedError)) throw error;
  }
}
