import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { eachRecord } from '../../../functions/store/stream-records.ts';

const row = z.object({ pk: z.string(), sk: z.string() });

const record = (pk: string, sk: string, SequenceNumber: string): DynamoDBRecord => ({
  dynamodb: {
    SequenceNumber,
    Keys: { pk: { S: pk }, sk: { S: sk } },
    NewImage: marshall({ pk, sk }) as NonNullable<NonNullable<DynamoDBRecord['dynamodb']>['NewImage']>,
  },
});

describe('a listener of rows', () => {
  it('handles partitions side by side, and the rows of each one after the other', async () => {
    const begun: string[] = [];
    const others = Promise.withResolvers<void>();
    const listen = eachRecord(row, async ({ pk, sk }) => {
      begun.push(`${pk}${sk}`);
      if (pk === 'B') others.resolve();
      await others.promise;
    });
    const Records = [record('A', '1', '1'), record('A', '2', '2'), record('B', '1', '3')];
    expect(await listen({ Records })).toEqual({ batchItemFailures: [] });
    expect(begun).toEqual(['A1', 'B1', 'A2']);
  });

  it('has a row that fails delivered again, and handles no later row of its partition before', async () => {
    const handled: string[] = [];
    const listen = eachRecord(row, async ({ pk, sk }) => {
      if (`${pk}${sk}` === 'A1') throw new Error('not now');
      handled.push(`${pk}${sk}`);
    });
    const Records = [record('A', '1', '1'), record('A', '2', '2'), record('B', '1', '3')];
    expect(await listen({ Records })).toEqual({ batchItemFailures: [{ itemIdentifier: '1' }] });
    expect(handled).toEqual(['B1']);
  });
});
