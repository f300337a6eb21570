import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { readInBatches, writeInTransactions } from '../../commands/bulk.ts';
import { recordsTable } from '../../commands/target.ts';
import { Records, type Write } from '../../functions/store/records.ts';
import { createTables } from '../../local/dynamodb/tables.ts';
import { place, runEngine, recordsTable as tableProperties } from '../local/dynamodb/running-engine.ts';

const row = z.object({ pk: z.string() });
const rowsOf = (count: number, text = ''): Write[] =>
  Array.from({ length: count }, (_, n) => ({ Put: { Item: { pk: `ROW#${n}`, sk: 'ROW', text } } }));

async function withTable<Result>(
  work: (table: ReturnType<typeof recordsTable>, running: Awaited<ReturnType<typeof runEngine>>) => Promise<Result>,
) {
  const running = await runEngine();
  try {
    await createTables(running.client, [{ name: 'records', properties: tableProperties }], place);
    return await work(recordsTable('records', running.client), running);
  } finally {
    await running.end();
  }
}

it('writes and reads more rows than one call takes, and passes over keys that are not there', async () => {
  const read = await withTable(async (table) => {
    const told: number[] = [];
    await writeInTransactions(table, rowsOf(180), (done) => told.push(done));
    expect(told.at(-1)).toBe(180);
    const keys = Array.from({ length: 230 }, (_, n) => ({ pk: `ROW#${n}`, sk: 'ROW' }));
    return readInBatches(table, keys, row, () => {});
  });
  expect(read).toHaveLength(180);
});

describe('a transaction', () => {
  it.each([
    ['100 rows', rowsOf(250), [100, 100, 50]],
    ['its size', rowsOf(15, 'x'.repeat(300_000)), [6, 6, 3]],
  ])('takes no more than %s', async (_, rows, expected) => {
    const sizes: number[] = [];
    await withTable(async (table, { client }) => {
      class WatchedRecords extends Records {
        override async transact(writes: readonly Write[]): Promise<void> {
          sizes.push(writes.length);
          await super.transact(writes);
        }
      }
      await writeInTransactions({ ...table, records: new WatchedRecords('records', client) }, rows, () => {});
    });
    expect(sizes).toEqual(expected);
  });

  const cancelled = (Code: string) =>
    new TransactionCanceledException({
      message: Code,
      $metadata: {},
      CancellationReasons: [{ Code: 'None' }, { Code }],
    });

  async function writeAgainst(error: Error, failures: number): Promise<number> {
    let calls = 0;
    await withTable(async (table, { client }) => {
      class FailingRecords extends Records {
        override async transact(writes: readonly Write[]): Promise<void> {
          if (++calls <= failures) throw error;
          await super.transact(writes);
        }
      }
      const records = new FailingRecords('records', client);
      await writeInTransactions({ ...table, records }, rowsOf(1), () => {});
    });
    return calls;
  }

  it('is tried again when the table is asked too much for a moment', async () => {
    expect(await writeAgainst(cancelled('ThrottlingError'), 2)).toBe(3);
  });

  it('is not tried again when it can never be written', async () => {
    await expect(writeAgainst(cancelled('ValidationError'), 1)).rejects.toThrow('ValidationError');
  });
});
