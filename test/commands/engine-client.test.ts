import { PutItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { expect, it, vi } from 'vitest';
import { engineClient } from '../../commands/engine-client.ts';
import { engineThatListens } from '../an-engine-that-listens.ts';

it('sends transactions without a token, and everything as long as it says', async () => {
  const warn = vi.spyOn(console, 'warn');
  const { endpoint, bodies } = await engineThatListens();
  const client = engineClient({ region: 'eu-west-2', endpoint });
  const put = { TableName: 'records', Item: { pk: { S: 'é' } } };
  await client.send(new TransactWriteItemsCommand({ TransactItems: [{ Put: put }] }));
  await client.send(new PutItemCommand(put));
  expect(bodies).toEqual([{ TransactItems: [{ Put: put }] }, put]);
  expect(warn).not.toHaveBeenCalled();
  client.destroy();
});
