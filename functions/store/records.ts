import { DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import type { Key } from './keys.ts';

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** A write of a transaction, without the table's name. */
export interface Write {
  readonly Put?: Omit<NonNullable<TransactItem['Put']>, 'TableName'>;
  readonly Update?: Omit<NonNullable<TransactItem['Update']>, 'TableName'>;
  readonly Delete?: Omit<NonNullable<TransactItem['Delete']>, 'TableName'>;
  readonly ConditionCheck?: Omit<NonNullable<TransactItem['ConditionCheck']>, 'TableName'>;
  /** What a condition that does not hold means. Without it, the SDK's own error is thrown. */
  readonly refusal?: () => Error;
}

/** The table as rows that are parsed on the way out. Knows no kind of row. */
export class Records {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(table: string, client = new DynamoDBClient()) {
    this.#table = table;
    this.#client = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  }

  /** Reads one row as it is at this instant; undefined when there is none. */
  async get<Row>(key: Key, schema: z.ZodType<Row>): Promise<Row | undefined> {
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#table, Key: { ...key }, ConsistentRead: true }),
    );
    return Item && schema.parse(Item);
  }

  /** Reads every row that a query finds, page after page. */
  async *query<Row>(query: Omit<QueryCommandInput, 'TableName'>, schema: z.ZodType<Row>): AsyncGenerator<Row> {
    let ExclusiveStartKey: QueryCommandInput['ExclusiveStartKey'];
    do {
      const page = await this.#client.send(new QueryCommand({ ...query, TableName: this.#table, ExclusiveStartKey }));
      for (const item of page.Items ?? []) yield schema.parse(item);
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
  }

  /**
   * Writes all or nothing: at most 100 rows, 4 MB.
   *
   * @throws the refusal of the first write whose condition does not hold
   */
  async transact(writes: readonly Write[]): Promise<void> {
    const TransactItems = writes.map(({ refusal: _, ...write }) =>
      Object.fromEntries(Object.entries(write).map(([verb, item]) => [verb, { ...item, TableName: this.#table }])),
    ) as TransactItem[];
    try {
      await this.#client.send(new TransactWriteCommand({ TransactItems }));
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const refused = error.CancellationReasons?.findIndex(({ Code }) => Code === 'ConditionalCheckFailed') ?? -1;
      throw writes[refused]?.refusal?.() ?? error;
    }
  }
}
