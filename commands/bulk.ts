import { setTimeout as pause } from 'node:timers/promises';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import type * as z from 'zod';
import type { Key } from '../functions/store/keys.ts';
import type { Write } from '../functions/store/records.ts';
import type { RecordsTable } from './target.ts';

/** What one BatchGetItem may ask for. */
const BATCH = { items: 100, size: 0 };
/** TransactWriteItems may write 100 rows of 4 MB: the size is in characters, which may be several bytes. */
const TRANSACTION = { items: 100, size: 2_000_000 };
/** Enough to hide the way to AWS (some 20 ms a call); one machine's engine writes one after the other anyway. */
const CALLS_AT_ONCE = 4;
/** Doubled at each attempt, up to 6 s: what a table that grows needs to split. */
const FIRST_PAUSE_MS = 50;
const ATTEMPTS = 8;

/** Why DynamoDB may cancel a transaction that it will take later. */
const PASSING = new Set(['ThrottlingError', 'ProvisionedThroughputExceeded', 'TransactionConflict']);

/** Reads the rows of these keys, as far as they are there. */
export async function readInBatches<Row>(
  { records }: RecordsTable,
  keys: readonly Key[],
  schema: z.ZodType<Row>,
  progress: (done: number) => void,
): Promise<Row[]> {
  const rows: Row[] = [];
  let done = 0;
  await atOnce(
    chunks(keys, BATCH, () => 0),
    async (batch) => {
      for await (const row of records.getMany(batch, schema)) rows.push(row);
      done += batch.length;
      progress(done);
    },
  );
  return rows;
}

/**
 * Writes rows, in transactions because they are faster: on one machine almost three times as fast as BatchWriteItem,
 * which commits each row by itself. Should it end in the middle, some rows are written and others not.
 *
 * @param progress told how many rows are written
 */
export async function writeInTransactions(
  { records }: RecordsTable,
  writes: readonly Write[],
  progress: (done: number) => void,
): Promise<void> {
  let done = 0;
  await atOnce(chunks(writes, TRANSACTION, lengthOf), async (chunk) => {
    for (let attempt = 1; ; attempt++) {
      try {
        await records.transact(chunk);
        break;
      } catch (error) {
        if (attempt === ATTEMPTS || !isPassing(error)) throw error;
        await pause(pauseBefore(attempt));
      }
    }
    done += chunk.length;
    progress(done);
  });
}

const lengthOf = (write: Write) => JSON.stringify(write).length;

const isPassing = (error: unknown) =>
  error instanceof TransactionCanceledException &&
  error.CancellationReasons?.some(({ Code }) => Code !== undefined && PASSING.has(Code));

const pauseBefore = (attempt: number) => FIRST_PAUSE_MS * 2 ** Math.min(attempt, ATTEMPTS - 1) * Math.random();

interface Most {
  readonly items: number;
  readonly size: number;
}

/** Splits a list into runs of so many items, and of a size in sum. */
function* chunks<Item>(list: readonly Item[], most: Most, sizeOf: (item: Item) => number): Generator<Item[]> {
  let chunk: Item[] = [];
  let size = 0;
  for (const item of list) {
    const more = sizeOf(item);
    if (chunk.length === most.items || (chunk.length > 0 && size + more > most.size)) {
      yield chunk;
      chunk = [];
      size = 0;
    }
    chunk.push(item);
    size += more;
  }
  if (chunk.length > 0) yield chunk;
}

/** Works through a list, some at a time. After a failure nothing more is begun, and what was begun ends first. */
async function atOnce<Item>(items: Iterable<Item>, work: (item: Item) => Promise<void>): Promise<void> {
  const queue = items[Symbol.iterator]();
  const failures: unknown[] = [];
  const worker = async () => {
    for (let next = queue.next(); !next.done && failures.length === 0; next = queue.next()) {
      await work(next.value).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: CALLS_AT_ONCE }, worker));
  if (failures.length > 0) throw failures[0];
}
