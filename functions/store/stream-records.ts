import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type * as z from 'zod';
import { logError } from '../log.ts';

/**
 * Makes a stream's listener from what to do with one row. The first row that fails ends the batch and is delivered
 * again with those after it, so rows of a case are never handled out of order
 * (https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html).
 */
export const eachRecord =
  <Row>(schema: z.ZodType<Row>, handle: (row: Row) => Promise<void>) =>
  async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    for (const record of event.Records) {
      try {
        await handle(schema.parse(newImage(record)));
      } catch (error) {
        logError('a row could not be handled', error, { row: rowOf(record) });
        return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
      }
    }
    return { batchItemFailures: [] };
  };

const rowOf = ({ dynamodb }: DynamoDBRecord) => `${dynamodb?.Keys?.pk?.S} ${dynamodb?.Keys?.sk?.S}`;

function newImage(record: DynamoDBRecord): unknown {
  // the same wire form; the two packages only name its type differently
  return unmarshall((record.dynamodb?.NewImage ?? {}) as Parameters<typeof unmarshall>[0]);
}
