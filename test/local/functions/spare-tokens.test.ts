import { DynamoDBClient, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { expect, it, onTestFinished } from 'vitest';
import { spareTokens } from '../../../local/functions/spare-tokens.ts';
import { engineThatListens } from '../../an-engine-that-listens.ts';

it('lets a transaction go without its token', async () => {
  const { endpoint, bodies } = await engineThatListens();
  const credentials = { accessKeyId: 'a', secretAccessKey: 'a' };
  const client = new DynamoDBClient({ region: 'eu-west-2', endpoint, credentials });
  const put = { TableName: 'records', Item: { pk: { S: 'é' } } };
  onTestFinished(spareTokens());
  await client.send(new TransactWriteItemsCommand({ TransactItems: [{ Put: put }] }));
  expect(bodies).toEqual([{ TransactItems: [{ Put: put }] }]);
  client.destroy();
});

it('leaves transactions alone once it is ended', async () => {
  const { endpoint, bodies } = await engineThatListens();
  const credentials = { accessKeyId: 'a', secretAccessKey: 'a' };
  const client = new DynamoDBClient({ region: 'eu-west-2', endpoint, credentials });
  spareTokens()();
  await client.send(new TransactWriteItemsCommand({ TransactItems: [], ClientRequestToken: 'token' }));
  expect(bodies).toEqual([{ TransactItems: [], ClientRequestToken: 'token' }]);
  client.destroy();
});
