import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { migrate } from '../data/database.ts';
import type { StreamEvent } from './event.ts';
import type { StreamMapping } from './mapping.ts';
import type { LogEntry } from './stream-log.ts';

/** Why records were given up; Lambda's words. */
export type GivenUpBecause = 'RetryAttemptsExhausted' | 'RecordAgeExceeded';

/** What Lambda sends to the on-failure destination: https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html */
export interface DeadLetterMessage {
  requestContext: {
    requestId: string;
    functionArn: string;
    condition: GivenUpBecause;
    approximateInvokeCount: number;
  };
  responseContext: { statusCode: number; executedVersion: string; functionError: string };
  version: '1.0';
  timestamp: string;
  DDBStreamBatchInfo: {
    shardId: string;
    startSequenceNumber: string;
    endSequenceNumber: string;
    approximateArrivalOfFirstRecord: string;
    approximateArrivalOfLastRecord: string;
    batchSize: number;
    streamArn: string;
  };
}

export interface DeadLetter {
  id: number;
  /** Logical id of the mapping. */
  mapping: string;
  /** ARN of the queue or bucket that would get the message on AWS; undefined where the template names none. */
  destination: string | undefined;
  message: DeadLetterMessage;
  /** The records themselves: on AWS one would have to fetch them from the stream within a day. */
  records: StreamEvent[];
}

/** The records that were given up. They are kept even where the template names no destination. */
export class DeadLetterStore {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    migrate(database, 'stream dead letters', [
      `CREATE TABLE streams_dead_letter (
        id INTEGER PRIMARY KEY, mapping TEXT NOT NULL, destination TEXT, message TEXT NOT NULL, records TEXT NOT NULL
      ) STRICT`,
    ]);
  }

  /** @param now the home's instant, in milliseconds since 1970 */
  add(
    mapping: StreamMapping,
    entries: readonly LogEntry[],
    because: GivenUpBecause,
    invocations: number,
    now: number,
  ): void {
    const message = deadLetterMessage(mapping, entries, because, invocations, now);
    this.#database
      .prepare('INSERT INTO streams_dead_letter (mapping, destination, message, records) VALUES (?, ?, ?, ?)')
      .run(
        mapping.id,
        mapping.destination ?? null,
        JSON.stringify(message),
        JSON.stringify(entries.map(({ event }) => event)),
      );
  }

  remove(id: number): void {
    this.#database.prepare('DELETE FROM streams_dead_letter WHERE id = ?').run(id);
  }

  /** Oldest first. */
  list(): DeadLetter[] {
    const rows = this.#database.prepare('SELECT * FROM streams_dead_letter ORDER BY id').all();
    return rows.map((row) => ({
      id: Number(row.id),
      mapping: String(row.mapping),
      destination: row.destination === null ? undefined : String(row.destination),
      message: JSON.parse(String(row.message)) as DeadLetterMessage,
      records: JSON.parse(String(row.records)) as StreamEvent[],
    }));
  }
}

function deadLetterMessage(
  { functionName, streamArn }: StreamMapping,
  entries: readonly LogEntry[],
  because: GivenUpBecause,
  invocations: number,
  now: number,
): DeadLetterMessage {
  const [first, last] = [entries[0], entries.at(-1)];
  const [, , , region, account] = streamArn.split(':');
  const iso = (instant = now) => new Date(instant).toISOString();
  return {
    requestContext: {
      requestId: randomUUID(),
      functionArn: functionName.startsWith('arn:')
        ? functionName
        : `arn:aws:lambda:${region}:${account}:function:${functionName}`,
      condition: because,
      approximateInvokeCount: invocations,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: iso(),
    DDBStreamBatchInfo: {
      shardId: first?.position.shard ?? '',
      startSequenceNumber: first?.position.sequence ?? '',
      endSequenceNumber: last?.position.sequence ?? '',
      approximateArrivalOfFirstRecord: iso(first?.at),
      approximateArrivalOfLastRecord: iso(last?.at),
      batchSize: entries.length,
      streamArn,
    },
  };
}
