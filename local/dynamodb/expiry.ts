import type { DatabaseSync } from 'node:sqlite';
import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import type { Clock, Timer } from '../clock/clock.ts';
import { migrate, transaction } from '../data/database.ts';
import { jsonItem } from '../streams/event.ts';
import { type Position, PositionStore } from '../streams/position.ts';
import type { StreamReader } from '../streams/reader.ts';
import type { JsonItem, StreamRecord } from '../streams/record.ts';
import type { StreamLog } from '../streams/stream-log.ts';
import type { Table } from './tables.ts';

export interface ItemExpiryOptions {
  database: DatabaseSync;
  clock: Clock;
  client: DynamoDBClient;
  onError: (error: unknown) => void;
}

/** Deletes at once, so that thousands that fall due together take no longer than they must. */
const AT_ONCE = 20;
const RETRY_MS = 60_000;
/** How long it is remembered that a removal was ours: as long as DynamoDB keeps stream records. */
const REMEMBERED_MS = 24 * 60 * 60 * 1000;
const READER = 'time to live';

/**
 * Deletes items whose time to live is over, by the home's clock. It follows the tables' streams to know what expires
 * when, so that nothing is ever scanned for (but a table that it meets for the first time): a year passes in the time
 * that its deletions take. DynamoDB promises less: there an expired item may live on for days.
 *
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html
 */
export class ItemExpiry {
  readonly #options: ItemExpiryOptions;
  readonly #positions: PositionStore;
  readonly #tables = new Map<string, Table>();
  #timer: Timer | undefined;
  #sweeping: Promise<void> | undefined;
  #stopped = false;

  constructor(options: ItemExpiryOptions) {
    this.#options = options;
    this.#positions = new PositionStore(options.database);
    migrate(options.database, 'expiry', [
      `CREATE TABLE expiry_due (
        table_name TEXT NOT NULL, keys TEXT NOT NULL, expires INTEGER NOT NULL, PRIMARY KEY (table_name, keys)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX expiry_next ON expiry_due (expires);
      CREATE TABLE expiry_removed (
        table_name TEXT NOT NULL, keys TEXT NOT NULL, expires INTEGER NOT NULL, removed_at INTEGER NOT NULL,
        PRIMARY KEY (table_name, keys, expires)
      ) STRICT, WITHOUT ROWID`,
    ]);
  }

  /** Where to follow a table's stream from. */
  async begin(table: Table): Promise<Position> {
    this.#tables.set(table.name, table);
    const streamArn = table.engineStreamArn ?? '';
    const found = this.#positions.find(READER, streamArn, 1);
    if (found) return found[0];
    const items = await this.#scan(table); // they may be older than the stream
    transaction(this.#options.database, () => {
      for (const item of items) this.#learn(table, item, item);
      this.#positions.begin(READER, streamArn, [undefined]);
    });
    return undefined;
  }

  /** Learns from a table's stream what expires when; deletes what has. */
  follow(log: StreamLog, from: Position): StreamReader {
    let position = from;
    let running: Promise<void> | undefined;
    const learnAll = async () => {
      for (let entries = await log.after(position); entries.length > 0; entries = await log.after(position)) {
        const last = entries.at(-1)?.position;
        transaction(this.#options.database, () => {
          for (const { record } of entries) this.#learn(log.table, record.keys, record.newImage);
          this.#positions.save(READER, log.streamArn, 0, last);
        });
        position = last;
      }
      this.#arm();
    };
    this.#arm();
    return {
      hasWork: () => !this.#stopped && running === undefined && log.hasAfter(position),
      run: () => {
        if (this.#stopped || running || !log.hasAfter(position)) return;
        running = this.#options.clock.activity.during(async () => {
          try {
            await learnAll();
          } catch (error) {
            this.#options.onError(error);
          } finally {
            running = undefined;
          }
        });
      },
      savedPosition: () => position,
      stop: async () => {
        this.#stopped = true;
        this.#timer?.cancel();
        await Promise.all([running, this.#sweeping]);
      },
    };
  }

  /** Whether an item's removal was the work of its time to live. */
  hasRemoved(table: Table, { eventName, keys, oldImage }: StreamRecord): boolean {
    if (eventName !== 'REMOVE' || table.timeToLiveAttribute === undefined) return false;
    const expires = epochSecond(oldImage?.[table.timeToLiveAttribute]);
    if (expires === undefined) return false;
    return (
      this.#options.database
        .prepare('SELECT 1 FROM expiry_removed WHERE table_name = ? AND keys = ? AND expires = ?')
        .get(table.name, keysText(table, keys), expires) !== undefined
    );
  }

  #learn(table: Table, keys: JsonItem, item: JsonItem | undefined): void {
    const { database } = this.#options;
    const expires = epochSecond(item?.[table.timeToLiveAttribute ?? '']);
    const text = keysText(table, keys);
    if (expires === undefined) {
      database.prepare('DELETE FROM expiry_due WHERE table_name = ? AND keys = ?').run(table.name, text);
    } else {
      database.prepare('INSERT OR REPLACE INTO expiry_due VALUES (?, ?, ?)').run(table.name, text, expires);
    }
  }

  /** An item has expired once its second is over. While a sweep runs, it looks at what is due itself and then arms. */
  #arm(pause = 0): void {
    if (this.#stopped || this.#sweeping) return;
    this.#timer?.cancel();
    const next = this.#options.database.prepare('SELECT min(expires) AS expires FROM expiry_due').get()?.expires;
    if (typeof next !== 'number') return;
    const { clock } = this.#options;
    this.#timer = clock.at(Math.max((next + 1) * 1000, clock.now() + pause), () => {
      this.#sweeping = this.#sweep().then((rest) => {
        this.#sweeping = undefined;
        this.#arm(rest);
      });
      return this.#sweeping;
    });
  }

  /** Removes what is due, and resolves with how long to rest before the next look. */
  async #sweep(): Promise<number> {
    const { database, clock, onError } = this.#options;
    const due = database.prepare('SELECT * FROM expiry_due WHERE expires < ? ORDER BY expires LIMIT ?');
    try {
      database.prepare('DELETE FROM expiry_removed WHERE removed_at < ?').run(clock.now() - REMEMBERED_MS);
      while (!this.#stopped) {
        const rows = due.all(Math.floor(clock.now() / 1000), AT_ONCE);
        if (rows.length === 0) break;
        const removals = await Promise.allSettled(
          rows.map((row) => this.#remove(String(row.table_name), String(row.keys), Number(row.expires))),
        );
        for (const removal of removals) if (removal.status === 'rejected') throw removal.reason;
      }
      return 0;
    } catch (error) {
      onError(error);
      return RETRY_MS;
    }
  }

  async #remove(tableName: string, keys: string, expires: number): Promise<void> {
    const { database, client, clock } = this.#options;
    const table = this.#tables.get(tableName);
    const forget = () =>
      database
        .prepare('DELETE FROM expiry_due WHERE table_name = ? AND keys = ? AND expires = ?')
        .run(tableName, keys, expires);
    if (table?.timeToLiveAttribute === undefined) {
      forget(); // the template has this table, or its time to live, no more
      return;
    }
    // noted before it happens: the stream's readers may see the removal before we know that it has succeeded
    const noted = database
      .prepare('INSERT OR IGNORE INTO expiry_removed VALUES (?, ?, ?, ?)')
      .run(tableName, keys, expires, clock.now());
    try {
      await client.send(
        new DeleteItemCommand({
          TableName: tableName,
          Key: JSON.parse(keys, reviveBinary),
          ConditionExpression: '#expires < :after',
          ExpressionAttributeNames: { '#expires': table.timeToLiveAttribute },
          ExpressionAttributeValues: { ':after': { N: String(expires + 1) } },
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      // it has gone, or expires at another time now: the stream tells; an older note is of an attempt that was cut
      // short, by the end of the home or of a connection, and may have removed the item
      if (noted.changes > 0) {
        database
          .prepare('DELETE FROM expiry_removed WHERE table_name = ? AND keys = ? AND expires = ?')
          .run(tableName, keys, expires);
      }
    }
    forget();
  }

  async #scan(table: Table): Promise<JsonItem[]> {
    const items: JsonItem[] = [];
    const pages = paginateScan(
      { client: this.#options.client },
      {
        TableName: table.name,
        FilterExpression: 'attribute_exists(#expires)',
        ExpressionAttributeNames: { '#expires': table.timeToLiveAttribute ?? '' },
      },
    );
    for await (const { Items = [] } of pages) items.push(...Items.map(jsonItem));
    return items;
  }
}

/** Only numbers count, as on AWS. */
function epochSecond(value: JsonItem[string] | undefined): number | undefined {
  const second = Number(value?.N ?? Number.NaN);
  return Number.isFinite(second) ? Math.floor(second) : undefined;
}

function keysText(table: Table, item: JsonItem): string {
  return JSON.stringify(Object.fromEntries(table.keyAttributes.map((name) => [name, item[name]])));
}

function reviveBinary(type: string, value: unknown): unknown {
  return type === 'B' && typeof value === 'string' ? Buffer.from(value, 'base64') : value;
}
