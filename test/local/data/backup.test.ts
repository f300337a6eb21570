import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DynamoDBClient, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { backUp } from '../../../local/data/backup.ts';
import { type DataFolder, openDataFolder } from '../../../local/data/data-folder.ts';
import { openDatabase } from '../../../local/data/database.ts';
import { restore } from '../../../local/data/restore.ts';
import { type Engine, startEngine } from '../../../local/dynamodb/engine.ts';
import { createTables } from '../../../local/dynamodb/tables.ts';
import { place, recordsTable } from '../dynamodb/running-engine.ts';

let parent: string;
let data: string;
let file: string;
let ends: (() => void | Promise<void>)[];

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'backup-'));
  data = join(parent, 'data');
  file = join(parent, 'backup.tar.gz');
  ends = [];
});
afterEach(async () => {
  for (const end of ends.reverse()) await end();
  await rm(parent, { recursive: true });
});

/** A home reduced to what it keeps. */
async function runHome(
  path: string,
): Promise<{ folder: DataFolder; client: DynamoDBClient; end: () => Promise<void> }> {
  const folder = openDataFolder(path);
  const engine: Engine = await startEngine({ file: folder.recordsFile, pidFile: folder.enginePidFile });
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint: engine.endpoint, region: place.region, credentials });
  await createTables(client, [{ name: 'records', properties: recordsTable }], place);
  const end = async () => {
    await engine.stop();
    folder.close();
  };
  ends.push(end);
  return { folder, client, end };
}

const put = (client: DynamoDBClient, n: number) =>
  client.send(
    new PutItemCommand({
      TableName: 'records',
      Item: { pk: { S: `pk-${n}` }, sk: { S: '-' }, text: { S: 'x'.repeat(500) } },
    }),
  );

async function count(client: DynamoDBClient): Promise<number> {
  return (await client.send(new ScanCommand({ TableName: 'records', Select: 'COUNT' }))).Count ?? 0;
}

test('a backup of a home that runs and writes holds all that was accepted before it began', async () => {
  const { folder, client, end } = await runHome(data);
  const database = openDatabase(folder.homeFile);
  database.exec("CREATE TABLE note (text TEXT); INSERT INTO note VALUES ('kept')");
  writeFileSync(join(folder.objects, 'letter.txt'), 'Dear Sir');
  for (let n = 0; n < 50; n++) await put(client, n);

  let writing = true;
  const writer = (async () => {
    let n = 50;
    while (writing) await put(client, n++);
    return n;
  })();
  // in a process of its own, as a person would: the writes go on meanwhile
  await promisify(execFile)(process.execPath, ['local/backup.ts', file], { env: { ...process.env, DATA_DIR: data } });
  writing = false;
  const written = await writer;
  database.close();
  await end();

  const copy = join(parent, 'copy');
  await restore(file, copy);
  const restored = await runHome(copy);
  const found = await count(restored.client);
  expect(found).toBeGreaterThanOrEqual(50);
  expect(found).toBeLessThanOrEqual(written);
  const copied = openDatabase(restored.folder.homeFile);
  expect(copied.prepare('SELECT text FROM note').get()?.text).toBe('kept');
  copied.close();
  expect(readFileSync(join(restored.folder.objects, 'letter.txt'), 'utf8')).toBe('Dear Sir');
  expect(readdirSync(parent).toSorted()).toEqual(['backup.tar.gz', 'copy', 'data']);
});

test('a home that does not run is backed up too, and --force replaces what is there', async () => {
  const first = await runHome(data);
  await put(first.client, 1);
  await first.end();
  backUp(data, file);
  const second = await runHome(data);
  for (let n = 0; n < 10; n++) await put(second.client, n);
  await second.end();
  await expect(restore(file, data)).rejects.toThrow(`${data} holds data: name an empty folder in DATA_DIR`);
  await restore(file, data, { force: true });
  expect(await count((await runHome(data)).client)).toBe(1);
});

test('a backup of a version that cannot be read any more replaces nothing', async () => {
  openDataFolder(data).close();
  const versionFile = join(data, 'version');
  const version = readFileSync(versionFile, 'utf8');
  writeFileSync(versionFile, '1\n');
  backUp(data, file);
  writeFileSync(versionFile, version);
  writeFileSync(join(data, 'objects', 'letter.txt'), 'Dear Sir');
  await expect(restore(file, data, { force: true })).rejects.toThrow(`${file} is of a version that keeps`);
  expect(readFileSync(versionFile, 'utf8')).toBe(version);
  expect(readFileSync(join(data, 'objects', 'letter.txt'), 'utf8')).toBe('Dear Sir');
});

test('nothing is restored under a home that runs', async () => {
  openDataFolder(data).close();
  backUp(data, file);
  const folder = openDataFolder(data);
  ends.push(folder.close);
  await expect(restore(file, data, { force: true })).rejects.toThrow('is in use by a home that runs');
});

test('a file that is no backup leaves the data as it was', async () => {
  writeFileSync(file, 'no backup');
  const { folder, end } = await runHome(data);
  await end();
  await expect(restore(file, data, { force: true })).rejects.toThrow('unpacking the backup failed');
  expect(existsSync(folder.recordsFile)).toBe(true);
  expect(readdirSync(data).filter((name) => name.startsWith('restoring'))).toEqual([]);
});

test('a backup overwrites nothing and needs a data folder', () => {
  expect(() => backUp(data, file)).toThrow(`${data} is no data folder: nothing to back up`);
  openDataFolder(data).close();
  writeFileSync(file, 'precious');
  expect(() => backUp(data, file)).toThrow(`${file} exists: a backup overwrites nothing, give another name`);
});

test('the commands say in one sentence what is wrong, and end with 1', async () => {
  const run = promisify(execFile);
  const env = { ...process.env, DATA_DIR: data };
  await expect(run(process.execPath, ['local/backup.ts'], { env })).rejects.toMatchObject({
    code: 1,
    stderr: 'name one file to write: npm run backup -- FILE\n',
  });
  await expect(run(process.execPath, ['local/restore.ts', 'absent'], { env })).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^there is no backup .*absent\n$/),
  });
});
