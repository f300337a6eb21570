import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetRecordsCommand, GetShardIteratorCommand } from '@aws-sdk/client-dynamodb-streams';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EngineFile } from '../../../local/dynamodb/engine-file.ts';
import { createTables } from '../../../local/dynamodb/tables.ts';
import { EngineRecords } from '../../../local/streams/engine-records.ts';
import type { StreamRecord } from '../../../local/streams/record.ts';
import { StreamCursor } from '../../../local/streams/stream-cursor.ts';
import { place, type RunningEngine, recordsTable, runEngine } from './running-engine.ts';

let running: RunningEngine;
let file: EngineFile;
let streamArn: string | undefined;

beforeAll(async () => {
  running = await runEngine();
  file = running.engine.file as EngineFile;
  const [table] = await createTables(running.client, [{ name: 'records', properties: recordsTable }], place);
  streamArn = table?.engineStreamArn;
});
afterAll(() => running.end());

const put = (pk: string) =>
  running.client.send(new PutItemCommand({ TableName: 'records', Item: { pk: { S: pk }, sk: { S: '-' } } }));

async function sequenceNumbers(): Promise<(string | undefined)[]> {
  const { ShardIterator } = await running.streams.send(
    new GetShardIteratorCommand({
      StreamArn: streamArn,
      ShardId: 'shardId-00000001-records',
      ShardIteratorType: 'TRIM_HORIZON',
    }),
  );
  const { Records = [] } = await running.streams.send(new GetRecordsCommand({ ShardIterator }));
  return Records.map((record) => record.dynamodb?.SequenceNumber);
}

test('the version changes with every write of the engine and only then', async () => {
  const before = file.version();
  expect(file.version()).toBe(before);
  await put('version');
  expect(file.version()).not.toBe(before);
});

test('records that were read are dropped but for the newest, and the engine counts on', async () => {
  for (let n = 0; n < 12; n++) await put(`trim-${n}`);
  const all = await sequenceNumbers();
  const newest = all.at(-1) as string;
  file.trimStream('records', newest);
  expect(await sequenceNumbers()).toEqual(all);
  file.trimStream('records', newest, 1);
  expect(await sequenceNumbers()).toEqual([newest]);
  await put('next');
  expect(await sequenceNumbers()).toEqual([newest, String(Number(newest) + 1)]);
});

test('records read from the file are those that the API gives', async () => {
  const Key = { pk: { S: 'same' }, sk: { S: '-' } };
  const value = { M: { bytes: { B: Buffer.from('é') }, list: { L: [{ N: '1.50' }, { NULL: true }] } } };
  await running.client.send(new PutItemCommand({ TableName: 'records', Item: { ...Key, value } }));
  await running.client.send(new PutItemCommand({ TableName: 'records', Item: Key }));
  await running.client.send(new DeleteItemCommand({ TableName: 'records', Key }));
  const [byApi, byFile] = [
    await new StreamCursor(running.streams, streamArn ?? '', undefined).next(),
    await new EngineRecords(file, 'records', undefined).next(),
  ];
  // how large a record is, each reckons in its own way
  const told = (records: readonly StreamRecord[]) => records.map(({ bytes: _, ...record }) => record);
  expect(told(byFile)).toEqual(told(byApi));
  expect(await new EngineRecords(file, 'records', byFile.at(-2)?.position).next()).toEqual(byFile.slice(-1));
});
