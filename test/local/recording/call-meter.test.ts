import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { BatchGetItemCommand, DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, expect, it } from 'vitest';
import { CallMeter, meterCalls } from '../../../local/recording/call-meter.ts';

const meter = new CallMeter();
/** What a table of this length would answer. */
let answer = '{}';
const server = createServer((_, response) => {
  response.setHeader('content-length', Buffer.byteLength(answer)).end(answer);
});
let client: DynamoDBClient;

beforeAll(async () => {
  const endMetering = meterCalls(meter.of('some-function'));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  client = new DynamoDBClient({
    region: 'eu-west-2',
    endpoint,
    credentials: { accessKeyId: 'a', secretAccessKey: 'a' },
  });
  return () => {
    endMetering();
    client.destroy();
    server.close();
  };
});

const key = (pk: string) => ({ pk: { S: pk }, sk: { S: 'A' } });

/** How many units, and single writes, one call counts for. */
async function countOf(call: () => Promise<unknown>): Promise<{ units: number; writes: number }> {
  const [units, writes] = [meter.readUnits('some-function'), meter.singleWrites()];
  await call();
  return { units: meter.readUnits('some-function') - units, writes: meter.singleWrites() - writes };
}

it('counts a read by the length of its answer, and a batch at least by its rows', async () => {
  const one = () => client.send(new GetItemCommand({ TableName: 'records', Key: key('a') }));
  const Keys = ['a', 'b', 'c'].map(key);
  const three = () => client.send(new BatchGetItemCommand({ RequestItems: { records: { Keys } } }));
  expect(await countOf(one)).toEqual({ units: 1, writes: 0 });
  expect(await countOf(three)).toEqual({ units: 3, writes: 0 });
  answer = JSON.stringify({ Item: { pk: { S: 'x'.repeat(9000) } } });
  expect(await countOf(one)).toEqual({ units: 3, writes: 0 });
});

it('counts the rows that are written without a transaction', async () => {
  answer = '{}';
  const write = () => client.send(new PutItemCommand({ TableName: 'records', Item: key('a') }));
  expect(await countOf(write)).toEqual({ units: 0, writes: 1 });
});
