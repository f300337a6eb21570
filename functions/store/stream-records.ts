import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchItemFailure, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type * as z from 'zod';
import { logError } from '../log.ts';

/**
 * Makes a stream's listener from what to do with one row. Partitions are handled side by side, the rows of each one after
 * the other. The first row that fails is delivered again with those after it: of its own partition none of them was
 * handled before, and of others a row that comes again must change nothing
 * (https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html).
 */
export const eachRecord =
  <Row>(schema: z.ZodType<Row>, handle: (row: Row) => Promise<void>) =>
  async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const partitions = Map.groupBy(event.Records, ({ dynamodb }) => dynamodb?.Keys?.pk?.S).values();
    const failures = await Promise.all(partitions.map((records) => firstFailure(records, schema, handle)));
    return { batchItemFailures: failures.flat() };
  };

async function firstFailure<Row>(
  records: readonly DynamoDBRecord[],
  schema: z.ZodType<Row>,
  handle: (row: Row) => Promise<void>,
): Promise<DynamoDBBatchItemFailure[]> {
  for (const record of records) {
    try {
      await handle(schema.parse(newImage(record)));
    } catch (error) {
      logError('a row could not be handled', error, { row: rowOf(record) });
      return [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }];
    }
  }
  return [];
}

const rowOf = ({ dynamodb }: DynamoDBRecord) => `${dynamodb?.Keys?.pk?.S} ${dynamodb?.Keys?.sk?.S}`;

function newImage(record: DynamoDBRecord): unknown {
  // the same wire form; the two packages only name its type differently
  return unmarshall((record.dynamodb?.NewImage ?? {}) as Parameters<typeof unmarshall>[0]);
}
