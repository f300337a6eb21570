import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { openDatabase } from '../../../local/data/database.ts';
import { type Engine, startEngine } from '../../../local/dynamodb/engine.ts';

/** A real engine and a home's database in a folder of their own, for one test file. */
export interface RunningEngine {
  folder: string;
  engine: Engine;
  client: DynamoDBClient;
  streams: DynamoDBStreamsClient;
  database: DatabaseSync;
  end(): Promise<void>;
}

export async function runEngine(): Promise<RunningEngine> {
  const folder = await mkdtemp(join(tmpdir(), 'home-'));
  const engine = await startEngine({ file: join(folder, 'records.sqlite'), pidFile: join(folder, 'engine.pid') });
  const database = openDatabase(join(folder, 'home.sqlite'));
  const options = {
    endpoint: engine.endpoint,
    region: 'eu-west-2',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
  const client = new DynamoDBClient(options);
  const streams = new DynamoDBStreamsClient(options);
  return {
    folder,
    engine,
    client,
    streams,
    database,
    async end() {
      client.destroy();
      streams.destroy();
      database.close();
      await engine.stop();
      await rm(folder, { recursive: true });
    },
  };
}

/** A table keyed by `pk` and `sk`, as the template has it. */
export const recordsTable = {
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
  ],
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  BillingMode: 'PAY_PER_REQUEST',
  Replicas: [{ Region: 'eu-west-2' }],
  StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
};

export const place = { region: 'eu-west-2', account: '000000000000' };
