import { setTimeout as pause } from 'node:timers/promises';
import type { InvokeFunction } from '../../local/functions/invoke.ts';
import type { Random } from '../torture/random.ts';

interface StreamRecord {
  readonly dynamodb?: { readonly Keys?: unknown; readonly SequenceNumber?: string };
}

const SOME_BATCHES = 5;
const LATEST_MS = 3000;

/**
 * A stream at its worst: every batch twice, one in five once more after newer ones, and the rows of a batch in any order.
 * What DynamoDB does keep is kept: the order of the changes of one row within a batch
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html).
 */
export const unruly =
  (random: Random) =>
  (invoke: InvokeFunction): InvokeFunction =>
  async (name, payload) => {
    const { Records: records } = (JSON.parse(payload) ?? {}) as { Records?: readonly StreamRecord[] };
    if (!records?.[0]?.dynamodb) return invoke(name, payload);
    const batch = () => JSON.stringify({ Records: mixed(records, random) });
    if (random.below(SOME_BATCHES) === 0) {
      const late = batch();
      // a home that has been closed meanwhile delivers nothing
      pause(random.below(LATEST_MS))
        .then(() => invoke(name, late))
        .catch(() => {});
    }
    await invoke(name, batch());
    const answer = await invoke(name, batch());
    // of a mixed batch nobody can say up to where it was handled
    const failed = answer.ok && (JSON.parse(answer.payload)?.batchItemFailures ?? []).length > 0;
    if (!failed) return answer;
    const first = { itemIdentifier: records[0].dynamodb.SequenceNumber };
    return { ok: true, payload: JSON.stringify({ batchItemFailures: [first] }) };
  };

/** In another order, but each row's changes as they were. */
export function mixed<Record extends StreamRecord>(records: readonly Record[], random: Random): Record[] {
  const rows = Map.groupBy(records, ({ dynamodb }) => JSON.stringify(dynamodb?.Keys));
  const left = [...rows.values()];
  const order: Record[] = [];
  while (left.length > 0) {
    const row = left[random.below(left.length)] ?? [];
    order.push(...row.splice(0, 1));
    if (row.length === 0) left.splice(left.indexOf(row), 1);
  }
  return order;
}
