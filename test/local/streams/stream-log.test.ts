import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { GetRecordsCommand, GetShardIteratorCommand } from '@aws-sdk/client-dynamodb-streams';
import { expect, test } from 'vitest';
import type { Table } from '../../../local/dynamodb/tables.ts';
import type { Position } from '../../../local/streams/position.ts';
import { StreamCursor } from '../../../local/streams/stream-cursor.ts';
import { StreamLog, type StreamLogOptions } from '../../../local/streams/stream-log.ts';

const table: Table = {
  name: 'records',
  arn: 'arn:aws:dynamodb:eu-west-2:000000000000:table/records',
  partitionKey: 'pk',
  keyAttributes: ['pk'],
  stream: { arn: 'arn', viewType: 'KEYS_ONLY' },
  timeToLiveAttribute: undefined,
  engineStreamArn: 'arn',
};

/** A stream of one shard with so many records, numbered from 1. */
function stream(length: number, more: Partial<StreamLogOptions> = {}) {
  let requests = 0;
  const client = {
    async send(command: unknown): Promise<unknown> {
      if (command instanceof GetShardIteratorCommand) return { ShardIterator: command.input.SequenceNumber ?? '0' };
      if (command instanceof GetRecordsCommand) {
        requests++;
        const after = Number(command.input.ShardIterator);
        const count = Math.min(1000, length - after);
        const Records = Array.from({ length: count }, (_, n) => ({ dynamodb: { SequenceNumber: `${after + n + 1}` } }));
        return { Records, NextShardIterator: `${after + count}` };
      }
      return { StreamDescription: { Shards: [{ ShardId: 'shard' }] } };
    },
  } as unknown as DynamoDBStreamsClient;
  const log = new StreamLog({
    open: (after) => new StreamCursor(client, 'arn', after),
    table,
    from: undefined,
    stamp: () => 0,
    expired: () => false,
    version: () => length,
    ...more,
  });
  return { log, requests: () => requests };
}

async function readAll(log: StreamLog, from: Position): Promise<number[]> {
  const read: number[] = [];
  let position = from;
  for (;;) {
    const entries = await log.after(position);
    if (entries.length === 0) return read;
    read.push(...entries.map((entry) => Number(entry.position.sequence)));
    position = entries.at(-1)?.position;
  }
}

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n);

test('a second reader is served from what the first has read', async () => {
  const { log, requests } = stream(2500);
  expect(await readAll(log, undefined)).toEqual(numbers(1, 2500));
  const before = requests();
  expect(await readAll(log, { shard: 'shard', sequence: '1234' })).toEqual(numbers(1235, 2500));
  expect(requests()).toBe(before);
});

test('a reader far behind reads pages of its own until it has caught up', async () => {
  const { log } = stream(12_345);
  await readAll(log, undefined);
  expect(await readAll(log, { shard: 'shard', sequence: '17' })).toEqual(numbers(18, 12_345));
});

test('nothing is asked of the engine while nothing was written', async () => {
  const { log, requests } = stream(3);
  const read = await readAll(log, undefined);
  const before = requests();
  await log.refresh();
  expect(log.hasAfter({ shard: 'shard', sequence: '3' })).toBe(false);
  expect([read, requests()]).toEqual([[1, 2, 3], before]);
});

test('a page that could not be taken in is read again, and nobody is told of its records twice', async () => {
  const told: string[] = [];
  let broken = 2;
  const { log } = stream(1500, {
    stamp({ position }) {
      if (position.sequence === '1234' && broken-- > 0) throw new Error('no instant');
      return 0;
    },
    onRecord: ({ position }) => told.push(position.sequence),
  });
  await log.refresh();
  await expect(log.refresh()).rejects.toThrow('no instant');
  await expect(log.refresh()).rejects.toThrow('no instant');
  expect(await readAll(log, undefined)).toEqual(numbers(1, 1500));
  expect(told.map(Number)).toEqual(numbers(1, 1500));
});
