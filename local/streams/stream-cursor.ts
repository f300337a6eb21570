import {
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';
import { jsonItem } from './event.ts';
import type { Position } from './position.ts';
import { PAGE, type RecordSource, type StreamRecord } from './record.ts';

/**
 * Walks a stream page by page, from one shard to the next. Engines on one machine have one open shard at a time, so
 * that following the shards in order keeps the records in order.
 */
export class StreamCursor implements RecordSource {
  readonly #client: DynamoDBStreamsClient;
  readonly #streamArn: string;
  #after: Position;
  /** The last shard that was read to its end. */
  #ended = '';
  #iterator: string | undefined;
  #shard: string | undefined;

  constructor(client: DynamoDBStreamsClient, streamArn: string, after: Position) {
    this.#client = client;
    this.#streamArn = streamArn;
    this.#after = after;
  }

  /** The next records, none when there are none yet. */
  async next(): Promise<StreamRecord[]> {
    this.#iterator ??= await this.#open();
    const shard = this.#shard;
    if (this.#iterator === undefined || shard === undefined) return [];
    const page = await this.#getRecords(this.#iterator);
    if (page === undefined) return this.next();
    const records = (page.Records ?? []).map(({ eventName = '', dynamodb = {} }) => ({
      position: { shard, sequence: dynamodb.SequenceNumber ?? '' },
      eventName,
      writtenAt: dynamodb.ApproximateCreationDateTime?.getTime() ?? 0,
      keys: jsonItem(dynamodb.Keys ?? {}),
      newImage: dynamodb.NewImage && jsonItem(dynamodb.NewImage),
      oldImage: dynamodb.OldImage && jsonItem(dynamodb.OldImage),
      bytes: dynamodb.SizeBytes ?? 0,
    }));
    this.#after = records.at(-1)?.position ?? this.#after;
    this.#iterator = page.NextShardIterator;
    if (this.#iterator !== undefined) return records;
    this.#ended = shard;
    return records.length > 0 ? records : this.next();
  }

  /** undefined when the iterator is no good any more and a new one must be opened. */
  async #getRecords(iterator: string) {
    try {
      return await this.#client.send(new GetRecordsCommand({ ShardIterator: iterator, Limit: PAGE }));
    } catch (error) {
      this.#iterator = undefined;
      if (error instanceof ExpiredIteratorException) return undefined;
      if (error instanceof TrimmedDataAccessException) {
        // the engine dropped what lies between: go on with the oldest record that is left
        this.#after = undefined;
        this.#ended = '';
        return undefined;
      }
      throw error;
    }
  }

  async #open(): Promise<string | undefined> {
    const shards = await this.#shards();
    const after = this.#after;
    const resumes = after !== undefined && after.shard > this.#ended && shards.includes(after.shard);
    const shard = resumes ? after.shard : shards.find((id) => id > (this.#ended || (after?.shard ?? '')));
    if (shard === undefined) return undefined;
    this.#shard = shard;
    const { ShardIterator } = await this.#client.send(
      new GetShardIteratorCommand({
        StreamArn: this.#streamArn,
        ShardId: shard,
        ...(resumes
          ? { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after.sequence }
          : { ShardIteratorType: 'TRIM_HORIZON' }),
      }),
    );
    return ShardIterator;
  }

  async #shards(): Promise<string[]> {
    const ids: string[] = [];
    let last: string | undefined;
    do {
      const { StreamDescription } = await this.#client.send(
        new DescribeStreamCommand({ StreamArn: this.#streamArn, ExclusiveStartShardId: last }),
      );
      ids.push(...(StreamDescription?.Shards ?? []).map(({ ShardId }) => ShardId ?? ''));
      last = StreamDescription?.LastEvaluatedShardId;
    } while (last !== undefined);
    return ids.sort();
  }
}
