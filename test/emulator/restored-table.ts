import {
  DynamoDBClient,
  paginateScan,
  RestoreTableToPointInTimeCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import type { Deployed } from './deployed.ts';

/**
 * Restores the service's table to a new one and gives that what a restored table lacks, as docs/operating.md says.
 *
 * @returns the ARN of its stream
 */
export async function restoreTable({ access, table }: Deployed, TableName: string): Promise<string> {
  const client = new DynamoDBClient(access);
  await client.send(
    new RestoreTableToPointInTimeCommand({
      SourceTableName: table,
      TargetTableName: TableName,
      UseLatestRestorableTime: true,
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 60 }, { TableName });
  const { TableDescription } = await client.send(
    new UpdateTableCommand({
      TableName,
      DeletionProtectionEnabled: true,
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 60 }, { TableName });
  const TimeToLiveSpecification = { Enabled: true, AttributeName: 'expiresAt' };
  await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
  const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true };
  await client.send(new UpdateContinuousBackupsCommand({ TableName, PointInTimeRecoverySpecification }));
  const stream = TableDescription?.LatestStreamArn;
  if (!stream) throw new Error('the restored table has no stream');
  return stream;
}

/** Rows by kind, as one line that can be compared. */
export async function countRows({ access }: Deployed, TableName: string): Promise<string> {
  const counts = new Map<string, number>();
  for await (const { Items = [] } of paginateScan({ client: new DynamoDBClient(access) }, { TableName })) {
    for (const { kind } of Items) counts.set(kind?.S ?? '', (counts.get(kind?.S ?? '') ?? 0) + 1);
  }
  return Array.from(counts, ([kind, count]) => `${kind} ${count}`)
    .sort()
    .join(', ');
}
