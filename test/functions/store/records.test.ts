import { type DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { expect, it, vi } from 'vitest';
import { Records } from '../../../functions/store/records.ts';
import { checkRow } from '../../../functions/store/row-update.ts';

class RefusedError extends Error {
  override readonly name = 'RefusedError';
}

/** A table whose first transactions are cancelled for these reasons. */
function cancelling(...reasons: string[][]) {
  const send = vi.fn(async () => {
    const codes = reasons.shift();
    if (!codes) return {};
    const CancellationReasons = codes.map((Code) => ({ Code }));
    throw new TransactionCanceledException({ message: 'cancelled', $metadata: {}, CancellationReasons });
  });
  return { send, records: new Records('records', { send: send as DynamoDBClient['send'] }) };
}

const writes = [checkRow({ pk: 'a', sk: 'a' }, {}, () => new RefusedError())];

it('tries a transaction again that met another one', async () => {
  const { send, records } = cancelling(['TransactionConflict'], ['TransactionConflict']);
  await records.transact(writes);
  expect(send).toHaveBeenCalledTimes(3);
});

it('gives the refusal of the first condition that does not hold, and does not try again', async () => {
  const { send, records } = cancelling(['ConditionalCheckFailed']);
  await expect(records.transact(writes)).rejects.toThrow(RefusedError);
  expect(send).toHaveBeenCalledTimes(1);
});
