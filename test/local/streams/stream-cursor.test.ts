import {
  type DescribeStreamCommand,
  type DynamoDBStreamsClient,
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';
import { expect, test } from 'vitest';
import type { Position } from '../../../local/streams/position.ts';
import { StreamCursor } from '../../../local/streams/stream-cursor.ts';

/** An engine with several shards, which the home's own never has: closed ones end, the last is open. */
class ShardedStream {
  readonly #shards: Record<string, number[]>;
  failNext: Error | undefined;

  constructor(shards: Record<string, number[]>) {
    this.#shards = shards;
  }

  async send(command: DescribeStreamCommand | GetShardIteratorCommand | GetRecordsCommand): Promise<unknown> {
    const ids = Object.keys(this.#shards);
    if (command instanceof GetShardIteratorCommand) {
      const { ShardId, SequenceNumber = '-1' } = command.input;
      return { ShardIterator: `${ShardId} ${SequenceNumber}` };
    }
    if (command instanceof GetRecordsCommand) {
      const failure = this.failNext;
      this.failNext = undefined;
      if (failure) throw failure;
      const [shard = '', after] = command.input.ShardIterator?.split(' ') ?? [];
      const [sequence] = (this.#shards[shard] ?? []).filter((number) => number > Number(after));
      if (sequence !== undefined) {
        return {
          Records: [{ dynamodb: { SequenceNumber: `${sequence}` } }],
          NextShardIterator: `${shard} ${sequence}`,
        };
      }
      return { Records: [], NextShardIterator: shard === ids.at(-1) ? `${shard} ${after}` : undefined };
    }
    return { StreamDescription: { Shards: ids.map((ShardId) => ({ ShardId })) } };
  }
}

function cursor(stream: ShardedStream, after?: Position): StreamCursor {
  return new StreamCursor(stream as unknown as DynamoDBStreamsClient, 'arn', after);
}

async function rest(of: StreamCursor): Promise<string[]> {
  const read: string[] = [];
  for (;;) {
    const page = await of.next();
    if (page.length === 0) return read;
    read.push(...page.map(({ position }) => `${position.shard}/${position.sequence}`));
  }
}

const shards = { 'shard-1': [1, 2], 'shard-2': [], 'shard-3': [7], 'shard-4': [9] };

test('closed shards are read to their ends, one after the other', async () => {
  expect(await rest(cursor(new ShardedStream(shards)))).toEqual(['shard-1/1', 'shard-1/2', 'shard-3/7', 'shard-4/9']);
});

test('reading goes on behind a position, even at the end of a closed shard', async () => {
  expect(await rest(cursor(new ShardedStream(shards), { shard: 'shard-1', sequence: '2' }))).toEqual([
    'shard-3/7',
    'shard-4/9',
  ]);
});

test('a shard that the engine has dropped is passed over', async () => {
  const { 'shard-1': _, ...left } = shards;
  expect(await rest(cursor(new ShardedStream(left), { shard: 'shard-1', sequence: '1' }))).toEqual([
    'shard-3/7',
    'shard-4/9',
  ]);
});

test('records that come later are found, also in a new shard', async () => {
  const growing: Record<string, number[]> = { 'shard-1': [1] };
  const reading = cursor(new ShardedStream(growing));
  expect(await rest(reading)).toEqual(['shard-1/1']);
  growing['shard-1']?.push(2);
  growing['shard-2'] = [3];
  expect(await rest(reading)).toEqual(['shard-1/2', 'shard-2/3']);
});

test('an iterator that has expired is renewed where it stood', async () => {
  const stream = new ShardedStream(shards);
  const reading = cursor(stream, { shard: 'shard-1', sequence: '1' });
  stream.failNext = new ExpiredIteratorException({ message: 'expired', $metadata: {} });
  expect(await rest(reading)).toEqual(['shard-1/2', 'shard-3/7', 'shard-4/9']);
});

test('where records were dropped, reading goes on with the oldest that is left', async () => {
  const stream = new ShardedStream({ 'shard-1': [5, 6] });
  const reading = cursor(stream, { shard: 'shard-1', sequence: '1' });
  stream.failNext = new TrimmedDataAccessException({ message: 'trimmed', $metadata: {} });
  expect(await rest(reading)).toEqual(['shard-1/5', 'shard-1/6']);
});
