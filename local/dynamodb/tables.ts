import { setTimeout as pause } from 'node:timers/promises';
import {
  type AttributeDefinition,
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  type GlobalSecondaryIndex,
  type KeySchemaElement,
  ResourceNotFoundException,
  type TableDescription,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { streamArnOf } from '../template/attributes.ts';
import { propertiesOf } from '../template/properties.ts';

export type StreamViewType = 'KEYS_ONLY' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES';

export interface TableDefinition {
  /** The table's physical name. */
  name: string;
  /** Resolved properties of an `AWS::DynamoDB::GlobalTable` or `AWS::DynamoDB::Table`. */
  properties: unknown;
}

export interface Table {
  name: string;
  arn: string;
  partitionKey: string;
  /** The attributes of the primary key, partition key first. */
  keyAttributes: string[];
  /** What the template makes of the table's stream; undefined when it has none. */
  stream: { arn: string; viewType: StreamViewType } | undefined;
  /** The attribute with the epoch second after which an item is deleted, if any. */
  timeToLiveAttribute: string | undefined;
  /** The stream's name in the engine; undefined when neither the template nor the expiry needs one. */
  engineStreamArn: string | undefined;
}

/** The table in the engine cannot become what the template asks for; CloudFormation would have to replace it. */
export class TableConflictError extends Error {
  override readonly name = 'TableConflictError';
}

const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));
const index = z.object({
  IndexName: z.string(),
  KeySchema: keySchema,
  Projection: z.object({
    ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']).optional(),
    NonKeyAttributes: z.array(z.string()).optional(),
  }),
});
const tableProperties = z.object({
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z.array(index).default([]),
  LocalSecondaryIndexes: z.array(index).optional(),
  StreamSpecification: z
    .object({ StreamViewType: z.enum(['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES']) })
    .optional(),
  TimeToLiveSpecification: z.object({ AttributeName: z.string().optional(), Enabled: z.boolean() }).optional(),
});
type TableProperties = z.infer<typeof tableProperties>;

/**
 * Makes the tables of the template in the engine, and adds what the template gained since: global indexes, the stream.
 * An index that the template lost stays. The engine's own time to live stays off: it would follow the computer's clock.
 *
 * In the engine a stream always carries both images, because the expiry of items needs them; what a function gets to see
 * of them is the reader's business.
 *
 * @throws TemplateError when a table asks for something that is not done here
 * @throws TableConflictError when keys differ from the template's
 */
export async function createTables(
  client: DynamoDBClient,
  definitions: readonly TableDefinition[],
  place: { region: string; account: string },
): Promise<Table[]> {
  const tables: Table[] = [];
  for (const { name, properties } of definitions) {
    const wanted = propertiesOf(tableProperties, { path: `table ${name}`, properties });
    const timeToLive = wanted.TimeToLiveSpecification;
    const timeToLiveAttribute = timeToLive?.Enabled ? timeToLive.AttributeName : undefined;
    const viewType = wanted.StreamSpecification?.StreamViewType;
    const withStream = viewType !== undefined || timeToLiveAttribute !== undefined;
    const made = await makeTable(client, name, wanted, withStream);
    const arn = `arn:aws:dynamodb:${place.region}:${place.account}:table/${name}`;
    tables.push({
      name,
      arn,
      keyAttributes: wanted.KeySchema.toSorted((a, b) => a.KeyType.localeCompare(b.KeyType)).map(
        (key) => key.AttributeName,
      ),
      partitionKey: wanted.KeySchema.find((key) => key.KeyType === 'HASH')?.AttributeName ?? '',
      stream: viewType && { arn: streamArnOf(arn), viewType },
      timeToLiveAttribute,
      engineStreamArn: withStream ? made.LatestStreamArn : undefined,
    });
  }
  return tables;
}

async function makeTable(
  client: DynamoDBClient,
  name: string,
  wanted: TableProperties,
  withStream: boolean,
): Promise<TableDescription> {
  const found = await describe(client, name);
  if (found === undefined) {
    await client.send(
      new CreateTableCommand({
        TableName: name,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: wanted.AttributeDefinitions,
        KeySchema: wanted.KeySchema,
        GlobalSecondaryIndexes: wanted.GlobalSecondaryIndexes.length > 0 ? wanted.GlobalSecondaryIndexes : undefined,
        LocalSecondaryIndexes: wanted.LocalSecondaryIndexes,
        StreamSpecification: withStream ? bothImages : undefined,
      }),
    );
    return active(client, name);
  }
  refuseOtherKeys(`table "${name}"`, found.KeySchema, wanted.KeySchema);
  for (const wantedIndex of wanted.GlobalSecondaryIndexes) {
    const foundIndex = found.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === wantedIndex.IndexName);
    if (foundIndex) {
      refuseOtherKeys(`index "${wantedIndex.IndexName}" of "${name}"`, foundIndex.KeySchema, wantedIndex.KeySchema);
    } else {
      await addIndex(client, name, wantedIndex, wanted.AttributeDefinitions);
    }
  }
  if (withStream && !found.StreamSpecification?.StreamEnabled) {
    await client.send(new UpdateTableCommand({ TableName: name, StreamSpecification: bothImages }));
  }
  return active(client, name);
}

const bothImages = { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' } as const;

/** DynamoDB makes one index at a time. */
async function addIndex(
  client: DynamoDBClient,
  table: string,
  wanted: GlobalSecondaryIndex,
  attributes: AttributeDefinition[],
): Promise<void> {
  await client.send(
    new UpdateTableCommand({
      TableName: table,
      AttributeDefinitions: attributes,
      GlobalSecondaryIndexUpdates: [{ Create: wanted }],
    }),
  );
  await active(client, table);
}

function refuseOtherKeys(what: string, found: KeySchemaElement[] | undefined, wanted: KeySchemaElement[]): void {
  const words = (keys: KeySchemaElement[]) => keys.map((key) => `${key.AttributeName} ${key.KeyType}`).join(', ');
  if (words(found ?? []) !== words(wanted)) {
    throw new TableConflictError(
      `${what} has the keys ${words(found ?? [])} in the data folder but ${words(wanted)} in the template: keys never change, give it another name`,
    );
  }
}

async function describe(client: DynamoDBClient, name: string): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: name }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

/** Waits, in real time, until the engine has made the table and its indexes. */
async function active(client: DynamoDBClient, name: string): Promise<TableDescription> {
  for (;;) {
    const table = await describe(client, name);
    const states = [table?.TableStatus, ...(table?.GlobalSecondaryIndexes ?? []).map((made) => made.IndexStatus)];
    if (table && states.every((state) => state === 'ACTIVE')) return table;
    await pause(50);
  }
}
