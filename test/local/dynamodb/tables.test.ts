import {
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTables } from '../../../local/dynamodb/tables.ts';
import { place, type RunningEngine, recordsTable, runEngine } from './running-engine.ts';

let running: RunningEngine;
beforeAll(async () => {
  running = await runEngine();
});
afterAll(() => running.end());

const indexedTable = {
  ...recordsTable,
  AttributeDefinitions: [...recordsTable.AttributeDefinitions, { AttributeName: 'due', AttributeType: 'S' }],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'due',
      KeySchema: [{ AttributeName: 'due', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['card'] },
    },
  ],
};

async function create(name: string, properties: unknown) {
  const [table] = await createTables(running.client, [{ name, properties }], place);
  return table;
}

test('a table is made as the template has it, with its stream', async () => {
  const table = await create('made', indexedTable);
  expect(table).toEqual({
    name: 'made',
    arn: 'arn:aws:dynamodb:eu-west-2:000000000000:table/made',
    partitionKey: 'pk',
    keyAttributes: ['pk', 'sk'],
    stream: {
      arn: expect.stringMatching(/^arn:aws:dynamodb:eu-west-2:000000000000:table\/made\/stream\/.+/),
      viewType: 'NEW_AND_OLD_IMAGES',
    },
    timeToLiveAttribute: undefined,
    engineStreamArn: expect.stringContaining('table/made/stream/'),
  });
  const { Table } = await running.client.send(new DescribeTableCommand({ TableName: 'made' }));
  expect(Table?.KeySchema).toEqual(recordsTable.KeySchema);
  expect(Table?.GlobalSecondaryIndexes?.[0]).toMatchObject(indexedTable.GlobalSecondaryIndexes[0] ?? {});
});

test('a table that is there already is kept, with the same stream', async () => {
  const first = await create('kept', recordsTable);
  await running.client.send(new PutItemCommand({ TableName: 'kept', Item: { pk: { S: 'a' }, sk: { S: 'b' } } }));
  expect(await create('kept', recordsTable)).toEqual(first);
});

test('an index that the template gained is added and knows the older items', async () => {
  await create('grown', recordsTable);
  const Item = { pk: { S: 'a' }, sk: { S: 'b' }, due: { S: 'today' }, card: { S: 'small' }, text: { S: 'long' } };
  await running.client.send(new PutItemCommand({ TableName: 'grown', Item }));
  await create('grown', indexedTable);
  const { Items } = await running.client.send(
    new QueryCommand({
      TableName: 'grown',
      IndexName: 'due',
      KeyConditionExpression: 'due = :due',
      ExpressionAttributeValues: { ':due': { S: 'today' } },
    }),
  );
  const { text: _, ...card } = Item;
  expect(Items).toEqual([card]);
});

test('a stream that the template gained is switched on', async () => {
  const { StreamSpecification, ...still } = recordsTable;
  expect(await create('streamed', still)).toMatchObject({ stream: undefined, engineStreamArn: undefined });
  expect(await create('streamed', { ...still, StreamSpecification })).toMatchObject({
    stream: { viewType: 'NEW_AND_OLD_IMAGES' },
    engineStreamArn: expect.stringContaining('table/streamed/stream/'),
  });
});

test('items are not expired by the engine, whose clock is not the home’s', async () => {
  const timeToLive = { AttributeName: 'expires', Enabled: true };
  const table = await create('expiring', { ...recordsTable, TimeToLiveSpecification: timeToLive });
  expect(table?.timeToLiveAttribute).toBe('expires');
  const answer = await running.client.send(new DescribeTimeToLiveCommand({ TableName: 'expiring' }));
  expect(answer.TimeToLiveDescription?.TimeToLiveStatus).toBe('DISABLED');
});

test('other keys than those of the template are refused', async () => {
  await create('other', recordsTable);
  await expect(create('other', { ...recordsTable, KeySchema: recordsTable.KeySchema.slice(0, 1) })).rejects.toThrow(
    'table "other" has the keys pk HASH, sk RANGE in the data folder but pk HASH in the template',
  );
});
