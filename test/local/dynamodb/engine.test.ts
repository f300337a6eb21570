import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Engine, type EngineError, type EngineOptions, startEngine } from '../../../local/dynamodb/engine.ts';
import { createTables } from '../../../local/dynamodb/tables.ts';

let folder: string;
let engines: Engine[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'engine-'));
  engines = [];
});

afterEach(async () => {
  for (const engine of engines) await engine.stop();
  await rm(folder, { recursive: true });
});

const pidFile = () => join(folder, 'engine.pid');
const enginePid = () => Number(readFileSync(pidFile(), 'utf8'));

async function start(options: Partial<EngineOptions> = {}): Promise<Engine> {
  const engine = await startEngine({ file: join(folder, 'records.sqlite'), pidFile: pidFile(), ...options });
  engines.push(engine);
  return engine;
}

async function openTable({ endpoint }: Engine): Promise<DynamoDBClient> {
  const client = new DynamoDBClient({
    endpoint,
    region: 'eu-west-2',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  const properties = {
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
  };
  await createTables(client, [{ name: 'records', properties }], { region: 'eu-west-2', account: '000000000000' });
  return client;
}

test('what the engine accepted is there after it was killed in the middle of writing', async () => {
  const accepted = new Set<string>();
  for (let round = 0; round < 3; round++) {
    const client = await openTable(await start());
    const put = async (pk: string) => {
      await client.send(new PutItemCommand({ TableName: 'records', Item: { pk: { S: pk } } }));
      accepted.add(pk);
      if (accepted.size % 100 === 0) process.kill(enginePid(), 'SIGKILL');
    };
    const writer = async (name: string) => {
      for (let n = 0; ; n++) await put(`${round}-${name}-${n}`);
    };
    await expect(Promise.all(['a', 'b', 'c', 'd'].map(writer))).rejects.toThrow();
  }
  const client = await openTable(await start());
  const { Items = [] } = await client.send(new ScanCommand({ TableName: 'records' }));
  const found = new Set(Items.map((item) => item.pk?.S));
  expect(accepted.size).toBeGreaterThanOrEqual(300);
  expect([...accepted].filter((pk) => !found.has(pk))).toEqual([]);
});

test('an engine that dies is reported once, in a sentence', async () => {
  const deaths: EngineError[] = [];
  const died = new Promise<void>((resolve) => {
    void start({ onDeath: (error) => resolve(void deaths.push(error)) }).then(() =>
      process.kill(enginePid(), 'SIGKILL'),
    );
  });
  await died;
  expect(deaths.map(String)).toEqual([
    expect.stringMatching(/^EngineError: the DynamoDB engine has died \(.+\): start the home again$/),
  ]);
});

test('a stopped engine leaves no note and reports no death', async () => {
  const deaths: EngineError[] = [];
  const engine = await start({ onDeath: (error) => deaths.push(error) });
  const pid = enginePid();
  await engine.stop();
  expect(existsSync(pidFile())).toBe(false);
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  expect(deaths).toEqual([]);
});

test('the next start ends the engine that a killed home left behind', async () => {
  await start();
  const left = enginePid();
  await start();
  expect(enginePid()).not.toBe(left);
  expect(() => process.kill(left, 0)).toThrow('ESRCH');
});

test('a process that merely has the number of the old engine is left alone', async () => {
  const stranger = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']);
  writeFileSync(pidFile(), String(stranger.pid));
  await start();
  expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
  stranger.kill();
  await once(stranger, 'exit');
});

test('a named engine is used and not ended', async () => {
  const own = await start();
  const named = await startEngine({ file: 'unused', pidFile: 'unused', endpoint: own.endpoint });
  await named.stop();
  expect(named).toMatchObject({ endpoint: own.endpoint, file: undefined });
  expect((await fetch(own.endpoint)).status).toBeGreaterThan(0);
});

test('a named engine that does not answer is one sentence', async () => {
  await expect(start({ endpoint: 'http://127.0.0.1:9' })).rejects.toThrow(
    'no DynamoDB engine answers at http://127.0.0.1:9: start it, or unset DYNAMODB_ENDPOINT',
  );
});

test('a file that is no database is one sentence', async () => {
  writeFileSync(join(folder, 'records.sqlite'), 'no database at all, only text that is long enough to be one page');
  await expect(start()).rejects.toThrow(/^the DynamoDB engine does not start on .*records\.sqlite: .+$/);
  expect(existsSync(pidFile())).toBe(false);
});
