import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, it, vi } from 'vitest';
import * as z from 'zod';
import { Records } from '../../../functions/store/records.ts';

interface Asked {
  readonly Key?: Stored;
  readonly RequestItems?: { readonly records: { readonly Keys: readonly Stored[] } };
}
type Stored = Readonly<Record<'pk' | 'sk', { readonly S: string }>>;

/** A table that has a row for every key but `none`, and leaves all but one key of a batch for the next. */
function busyTable({ remembers = false } = {}) {
  const requests: string[][] = [];
  const send = vi.fn(async ({ input }: { input: Asked }) => {
    const keys = input.Key ? [input.Key] : (input.RequestItems?.records.Keys ?? []);
    requests.push(keys.map(({ pk }) => pk.S));
    const found = keys.filter(({ pk }) => pk.S !== 'none');
    if (input.Key) return { Item: found[0] };
    return {
      Responses: { records: found.slice(0, 1) },
      UnprocessedKeys: keys.length > 1 ? { records: { Keys: keys.filter((key) => key !== found[0]) } } : {},
    };
  });
  const client = { send: send as unknown as DynamoDBClient['send'] };
  const records = new Records('records', client, { remembers });
  const read = async (pk: string) => (await records.get({ pk, sk: 'A' }, z.object({ pk: z.string() })))?.pk;
  return { read, requests };
}

it('reads what is asked for at the same moment with one request, each row once', async () => {
  const { read, requests } = busyTable();
  expect(await Promise.all(['a', 'b', 'a', 'none'].map(read))).toEqual(['a', 'b', 'a', undefined]);
  expect(requests[0]).toEqual(['a', 'b', 'none']);
});

it('asks again for what a busy table has left out', async () => {
  const { read, requests } = busyTable();
  await Promise.all(['a', 'b', 'c'].map(read));
  expect(requests).toEqual([['a', 'b', 'c'], ['b', 'c'], ['c']]);
});

it('reads a row anew at each moment, unless it is to remember', async () => {
  for (const [remembers, times] of [
    [false, 2],
    [true, 1],
  ] as const) {
    const { read, requests } = busyTable({ remembers });
    await read('a');
    await read('a');
    expect(requests).toHaveLength(times);
  }
});
