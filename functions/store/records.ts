import { setTimeout as pause } from 'node:timers/promises';
import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  TransactionCanceledException,
  TransactionConflictException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import { lean } from '../lean-client.ts';
import type { Key } from './keys.ts';
import { type Item, readMany, readTogether, type Table } from './read-together.ts';

/** Of the SDK's input what a write or a query says in plain values. */
type Plain<Input> = Omit<Input, 'TableName' | 'Item' | 'Key' | 'ExpressionAttributeValues' | 'ExclusiveStartKey'> & {
  readonly ExpressionAttributeValues?: Item;
};

/** A write of a transaction, without the table's name. */
export interface Write {
  readonly Put?: Plain<NonNullable<TransactWriteItem['Put']>> & { readonly Item: Item };
  readonly Update?: Plain<NonNullable<TransactWriteItem['Update']>> & { readonly Key: Item };
  readonly Delete?: Plain<NonNullable<TransactWriteItem['Delete']>> & { readonly Key: Item };
  readonly ConditionCheck?: Plain<NonNullable<TransactWriteItem['ConditionCheck']>> & { readonly Key: Item };
  /** What a condition that does not hold means. Without it, the SDK's own error is thrown. */
  readonly refusal?: () => Error;
}

export type Query = Plain<QueryCommandInput> & { readonly ExclusiveStartKey?: Item };

/** Transactions take some 10 ms: pauses of up to 30, 60, 90 and 120 ms let several pass one after the other. */
const CONFLICT_ATTEMPTS = 5;
const CONFLICT_PAUSE_MS = 30;

/**
 * The table as rows that are parsed on the way out. Knows no kind of row. One that `remembers`, for work that ends soon and
 * changes nothing that it reads, gets no row twice.
 */
export class Records {
  readonly #table: Table;
  readonly #single: ReturnType<typeof readTogether>;

  constructor(
    name: string,
    client: Pick<DynamoDBClient, 'send'> = lean(new DynamoDBClient()),
    { remembers = false } = {},
  ) {
    this.#table = { client, name };
    this.#single = readTogether(this.#table, { remembers });
  }

  /** Reads one row as it is at this instant; undefined when there is none. */
  async get<Row>(key: Key, schema: z.ZodType<Row>): Promise<Row | undefined> {
    const item = await this.#single.load(key);
    return item === undefined ? undefined : schema.parse(item);
  }

  /**
   * Reads the rows of many keys, each as it is when its turn comes; keys without a row are left out. In no order. Only what
   * the schema knows is sent: of rows that are much longer, that takes half of the time.
   */
  async *getMany<Row>(keys: readonly Key[], schema: z.ZodType<Row>): AsyncGenerator<Row> {
    for await (const item of readMany(this.#table, keys, attributesOf(schema))) yield schema.parse(item);
  }

  /** Reads every row that a query finds, page after page; from its `ExclusiveStartKey` on, where it has one. */
  async *query<Row>(query: Query, schema: z.ZodType<Row>): AsyncGenerator<Row> {
    const { ExclusiveStartKey: after, ...rest } = query;
    let ExclusiveStartKey = after && marshall(after);
    do {
      const page = await this.#table.client.send(
        new QueryCommand({ ...withStoredValues(rest), TableName: this.#table.name, ExclusiveStartKey }),
      );
      for (const item of page.Items ?? []) yield schema.parse(unmarshall(item));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
  }

  /** Reads the rows of a partition whose sort keys begin as this key's does, as they are at this instant. */
  beginning<Row>({ pk, sk }: Key, schema: z.ZodType<Row>): AsyncGenerator<Row> {
    const query = {
      KeyConditionExpression: `pk = :pk${sk && ' AND begins_with(sk, :sk)'}`,
      ExpressionAttributeValues: { ':pk': pk, ...(sk && { ':sk': sk }) },
      ConsistentRead: true,
    };
    return this.query(query, schema);
  }

  /**
   * Writes all or nothing: at most 100 rows, 4 MB. Tried again when another transaction is at one of the rows just now,
   * which the SDK takes for a refusal
   * (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html).
   *
   * @throws the refusal of the first write whose condition does not hold
   */
  async transact(writes: readonly Write[]): Promise<void> {
    const items = writes.map((write) => this.#transactItem(write));
    for (let attempt = 1; ; attempt++) {
      try {
        await this.#write(items);
        return;
      } catch (error) {
        const codes = refusalCodes(error);
        const refused = writes[codes.indexOf('ConditionalCheckFailed')]?.refusal?.();
        if (refused || attempt === CONFLICT_ATTEMPTS || !codes.includes('TransactionConflict')) throw refused ?? error;
        await pause(Math.random() * CONFLICT_PAUSE_MS * attempt);
      }
    }
  }

  #transactItem({ Put, Update, Delete, ConditionCheck }: Write): TransactWriteItem {
    const TableName = this.#table.name;
    if (Put) return { Put: { ...withStoredValues(Put), TableName, Item: marshall(Put.Item, STORED) } };
    if (Update) return { Update: { ...withStoredValues(Update), TableName, Key: marshall(Update.Key) } };
    if (Delete) return { Delete: { ...withStoredValues(Delete), TableName, Key: marshall(Delete.Key) } };
    if (ConditionCheck) {
      return { ConditionCheck: { ...withStoredValues(ConditionCheck), TableName, Key: marshall(ConditionCheck.Key) } };
    }
    throw new TypeError('a write that writes nothing');
  }

  /**
   * One row alone is written without a transaction: that costs half. When its answer is lost, the SDK's own repetition is
   * refused by its condition, where that of a transaction succeeds.
   */
  async #write(items: TransactWriteItem[]): Promise<void> {
    const [{ Put, Update, Delete } = {}, another] = items;
    if (another) await this.#table.client.send(new TransactWriteItemsCommand({ TransactItems: items }));
    else if (Put) await this.#table.client.send(new PutItemCommand(Put));
    else if (Update) await this.#table.client.send(new UpdateItemCommand(Update));
    else if (Delete) await this.#table.client.send(new DeleteItemCommand(Delete));
    else await this.#table.client.send(new TransactWriteItemsCommand({ TransactItems: items }));
  }
}

const STORED = { removeUndefinedValues: true } as const;

/** For a read, the attributes that a schema reads; all of them when it says nothing of that. */
export function attributesOf(schema: z.ZodType) {
  if (!(schema instanceof z.ZodObject)) return {};
  const names = Object.keys(schema.shape).map((name) => [`#${name}`, name] as const);
  return {
    ProjectionExpression: names.map(([placeholder]) => placeholder).join(', '),
    ExpressionAttributeNames: Object.fromEntries(names),
  };
}

function withStoredValues<Input extends { readonly ExpressionAttributeValues?: Item }>({
  ExpressionAttributeValues: values,
  ...rest
}: Input): Omit<Input, 'ExpressionAttributeValues'> & { ExpressionAttributeValues?: Record<string, AttributeValue> } {
  return { ...rest, ...(values && { ExpressionAttributeValues: marshall(values, STORED) }) };
}

/** What DynamoDB has against each of the rows that were to be written, in their order. */
function refusalCodes(error: unknown): (string | undefined)[] {
  if (error instanceof TransactionCanceledException) return error.CancellationReasons?.map(({ Code }) => Code) ?? [];
  if (error instanceof ConditionalCheckFailedException) return ['ConditionalCheckFailed'];
  if (error instanceof TransactionConflictException) return ['TransactionConflict'];
  return [];
}
