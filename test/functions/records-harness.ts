import { randomUUID } from 'node:crypto';
import { type Index, indexes } from '../../functions/store/keys.ts';
import { Records } from '../../functions/store/records.ts';
import { createTables } from '../../local/dynamodb/tables.ts';
import { place, type RunningEngine, recordsTable, runEngine } from '../local/dynamodb/running-engine.ts';

/** The records table of the template, in a real engine. */
export interface TestTable {
  readonly name: string;
  readonly records: Records;
  readonly engine: RunningEngine;
  end(): Promise<void>;
}

const keyAttributes = Object.values(indexes).flatMap((index: Index) => [index.partitionKey, index.sortKey]);

const properties = {
  ...recordsTable,
  AttributeDefinitions: ['pk', 'sk', ...keyAttributes].map((name) => ({ AttributeName: name, AttributeType: 'S' })),
  GlobalSecondaryIndexes: Object.entries(indexes).map(([IndexName, index]) => ({
    IndexName,
    KeySchema: [
      { AttributeName: index.partitionKey, KeyType: 'HASH' },
      { AttributeName: index.sortKey, KeyType: 'RANGE' },
    ],
    Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: [...index.projects] },
  })),
};

/** An engine with an empty records table, for one test file. */
export async function runTable(): Promise<TestTable> {
  const engine = await runEngine();
  const name = `records-${randomUUID()}`;
  await createTables(engine.client, [{ name, properties }], place);
  return { name, records: new Records(name, engine.client), engine, end: () => engine.end() };
}
