import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, expect, it, vi } from 'vitest';
import { lean } from '../../functions/lean-client.ts';
import { engineThatListens } from '../an-engine-that-listens.ts';

const credentials = { accessKeyId: 'key', secretAccessKey: 'secret' };

async function signaturesOfTwoCalls(): Promise<readonly string[]> {
  const { endpoint, signatures } = await engineThatListens();
  const client = lean(new DynamoDBClient({ region: 'eu-west-2', endpoint, credentials }));
  await client.send(new GetItemCommand({ TableName: 'records', Key: { pk: { S: 'one' } } }));
  await client.send(new GetItemCommand({ TableName: 'records', Key: { pk: { S: 'another' } } }));
  client.destroy();
  return signatures;
}

beforeEach(() => void vi.unstubAllEnvs());

it('signs each call', async () => {
  const signatures = await signaturesOfTwoCalls();
  expect(signatures).toHaveLength(2);
  expect(new Set(signatures)).toHaveProperty('size', 2);
  for (const signature of signatures) {
    expect(signature).toMatch(/Credential=key\/\d{8}\/eu-west-2\/dynamodb\/aws4_request, .*Signature=[0-9a-f]{64}$/);
  }
});

it('only looks signed where nobody checks it', async () => {
  vi.stubEnv('SIGNATURES', 'unchecked');
  const looks = 'Credential=local/20000101/eu-west-2/dynamodb/aws4_request, SignedHeaders=host, Signature=none';
  expect(await signaturesOfTwoCalls()).toEqual([`AWS4-HMAC-SHA256 ${looks}`, `AWS4-HMAC-SHA256 ${looks}`]);
});
