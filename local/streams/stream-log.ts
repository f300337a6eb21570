import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { Table } from '../dynamodb/tables.ts';
import { type StreamEvent, streamEvent } from './event.ts';
import { comparePositions, type Position } from './position.ts';
import { PAGE, type RecordSource, type StreamRecord } from './record.ts';
import { StreamCursor } from './stream-cursor.ts';

export interface LogEntry {
  position: NonNullable<Position>;
  /** The home's instant of the write, in milliseconds since 1970. */
  at: number;
  record: StreamRecord;
  /** As functions get it. */
  event: StreamEvent;
  /** A number made of the partition key: records of one key go the same way. */
  keyHash: number;
}

export interface StreamLogOptions {
  /** Reads from a position on. */
  open: (after: Position) => RecordSource;
  table: Table;
  /** Where the reader that is furthest behind goes on. */
  from: Position;
  /** The home's instant of a record that has just been read. */
  stamp: (record: StreamRecord) => number;
  /** Whether the time to live removed the item of a record that has just been read. */
  expired: (record: StreamRecord) => boolean;
  /** Told of each record once, when it is read. */
  onRecord?: ((record: StreamRecord) => void) | undefined;
  /** Changes whenever something may have been written. Without it the engine is asked each time. */
  version?: (() => number) | undefined;
}

/** Records are kept for those who read them next, up to this many: some 10 MB with two images of 2 KB in each. */
const KEPT = 2 * PAGE;

/**
 * One table's stream, read once for all who follow it. The newest records are kept in memory; whoever is further behind
 * than that, because it waits to retry, reads its own pages from the engine.
 */
export class StreamLog {
  readonly table: Table;
  /** The stream's name in the engine. */
  readonly streamArn: string;
  readonly #options: StreamLogOptions;
  #source: RecordSource;
  /** What was read before the first entry that is kept. */
  #base: Position;
  #kept: LogEntry[] = [];
  #seenVersion: number | undefined;
  #refreshing: Promise<void> = Promise.resolve();

  constructor(options: StreamLogOptions) {
    this.#options = options;
    this.table = options.table;
    this.streamArn = options.table.engineStreamArn ?? '';
    this.#base = options.from;
    this.#source = options.open(options.from);
  }

  /** Whether there are records after a position, as far as they have been read. */
  hasAfter(position: Position): boolean {
    return comparePositions(position, this.#end()) < 0;
  }

  /** The records after a position, some at a time; none at the end of the stream. */
  async after(position: Position): Promise<LogEntry[]> {
    if (!this.hasAfter(position)) await this.refresh();
    if (comparePositions(position, this.#base) < 0) return this.#readBehind(position);
    return this.#kept.slice(this.#indexAfter(position));
  }

  /** Takes in what was written since. Only what was written before the call is sure to be in. */
  refresh(): Promise<void> {
    const refreshed = this.#refreshing.then(() => this.#refresh());
    this.#refreshing = refreshed.catch(() => {});
    return refreshed;
  }

  async #refresh(): Promise<void> {
    const version = this.#options.version?.();
    if (version !== undefined && version === this.#seenVersion) return;
    const page = await this.#next();
    // a full page may have more behind it: leave the version unseen, so that the next refresh reads on
    if (page.length < PAGE) this.#seenVersion = version;
    this.#kept.push(...page);
    if (this.#kept.length > KEPT) this.#base = this.#kept.splice(0, this.#kept.length - KEPT).at(-1)?.position;
  }

  /** The entries of the next page. Where that fails, the next call reads the same records again. */
  async #next(): Promise<LogEntry[]> {
    const { open, onRecord } = this.#options;
    try {
      const page = (await this.#source.next()).map((one) => this.#entry(one));
      for (const { record } of page) onRecord?.(record);
      return page;
    } catch (error) {
      this.#source = open(this.#end());
      throw error;
    }
  }

  /** Up to where the stream has been read. */
  #end(): Position {
    return this.#kept.at(-1)?.position ?? this.#base;
  }

  async #readBehind(position: Position): Promise<LogEntry[]> {
    const page = await this.#options.open(position).next();
    return page.map((read) => this.#entry(read));
  }

  #entry(record: StreamRecord): LogEntry {
    const { stamp, expired, table } = this.#options;
    const at = stamp(record);
    return {
      position: record.position,
      at,
      record,
      event: streamEvent(table, record, at, expired(record)),
      keyHash: hash(JSON.stringify(record.keys[table.partitionKey] ?? null)),
    };
  }

  #indexAfter(position: Position): number {
    let low = 0;
    let high = this.#kept.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (comparePositions(this.#kept[middle]?.position, position) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/ */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let n = 0; n < text.length; n++) value = Math.imul(value ^ text.charCodeAt(n), 0x01000193);
  return value >>> 0;
}

/** The newest record of a stream, for a reader that starts at what comes next. */
export async function endOfStream(client: DynamoDBStreamsClient, streamArn: string): Promise<Position> {
  const cursor = new StreamCursor(client, streamArn, undefined);
  let end: Position;
  for (;;) {
    const last = (await cursor.next()).at(-1);
    if (last === undefined) return end;
    end = last.position;
  }
}
