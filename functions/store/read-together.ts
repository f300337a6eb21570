import { setTimeout as pause } from 'node:timers/promises';
import {
  type AttributeValue,
  BatchGetItemCommand,
  type BatchGetItemCommandOutput,
  type DynamoDBClient,
  GetItemCommand,
  type KeysAndAttributes,
} from '@aws-sdk/client-dynamodb';
import { marshall, type NativeAttributeValue, unmarshall } from '@aws-sdk/util-dynamodb';
import DataLoader from 'dataloader';
import type { Key } from './keys.ts';

export type Item = Record<string, NativeAttributeValue>;

/** Part of a client that asks; a table's name. */
export interface Table {
  readonly client: Pick<DynamoDBClient, 'send'>;
  readonly name: string;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const KEYS_AT_ONCE = 100;
const PAUSE_MS = 30;

/**
 * Reads single rows; those that are asked for at the same moment with one request, which costs the same units and a fraction
 * of the time. One that remembers gets no row twice.
 */
export function readTogether(
  table: Table,
  { remembers }: { readonly remembers: boolean },
): DataLoader<Key, Item | undefined, string> {
  return new DataLoader(async (keys) => readAll(table, keys), {
    cache: remembers,
    cacheKeyFn: nameOf,
    maxBatchSize: KEYS_AT_ONCE,
  });
}

async function readAll(table: Table, keys: readonly Key[]): Promise<(Item | undefined)[]> {
  // a request may not name a key twice
  const different = new Map(keys.map((key) => [nameOf(key), key]));
  const [first, another] = different.values();
  if (first && !another) {
    const item = await readOne(table, first);
    return keys.map(() => item);
  }
  const found = new Map<string, Item>();
  for await (const item of readMany(table, [...different.values()])) found.set(nameOf(item as unknown as Key), item);
  return keys.map((key) => found.get(nameOf(key)));
}

async function readOne({ client, name }: Table, key: Key): Promise<Item | undefined> {
  const { Item } = await client.send(new GetItemCommand({ TableName: name, Key: asStored(key), ConsistentRead: true }));
  return Item && unmarshall(Item);
}

/** Reads the rows of different keys, each as it is when its turn comes; keys without a row are left out. In no order. */
export async function* readMany(
  { client, name }: Table,
  keys: readonly Key[],
  attributes: Pick<KeysAndAttributes, 'ProjectionExpression' | 'ExpressionAttributeNames'> = {},
): AsyncGenerator<Item> {
  let open = keys.map(asStored);
  for (let attempt = 1; open.length > 0; ) {
    const Keys = open.slice(0, KEYS_AT_ONCE);
    const found: BatchGetItemCommandOutput = await client.send(
      new BatchGetItemCommand({ RequestItems: { [name]: { Keys, ConsistentRead: true, ...attributes } } }),
    );
    for (const item of found.Responses?.[name] ?? []) yield unmarshall(item);
    // an answer ends at 16 MB, or earlier when the table is busy
    const unread = found.UnprocessedKeys?.[name]?.Keys ?? [];
    open = [...unread, ...open.slice(KEYS_AT_ONCE)];
    if (unread.length > 0) await pause(Math.random() * PAUSE_MS * attempt++);
  }
}

const nameOf = ({ pk, sk }: Key): string => `${pk} ${sk}`;

const asStored = ({ pk, sk }: Key): Record<string, AttributeValue> => marshall({ pk, sk });
