import * as z from 'zod';
import { type Index, indexes, type Key } from '../../store/keys.ts';
import type { Records, Write } from '../../store/records.ts';
import { retentionOf } from '../../store/retention.ts';
import { type RowUpdate, updateRow } from '../../store/row-update.ts';

/** A row that goes, or is emptied. */
export interface Erasure {
  readonly kind: string;
  readonly key: Key;
  readonly write: Write;
}

const storedRow = z.looseObject({ pk: z.string(), sk: z.string(), kind: z.string() });
export type StoredRow = z.infer<typeof storedRow>;

/** A row went or changed while it was to be emptied. */
export class RowMovedOnError extends Error {
  override readonly name = 'RowMovedOnError';
}

/** All rows of a partition, or those whose sort key begins so. */
export const readRows = (records: Records, { pk, sk }: Key): Promise<StoredRow[]> =>
  Array.fromAsync(
    records.query(
      {
        KeyConditionExpression: `pk = :pk${sk && ' AND begins_with(sk, :sk)'}`,
        ExpressionAttributeValues: { ':pk': pk, ...(sk && { ':sk': sk }) },
        ConsistentRead: true,
      },
      storedRow,
    ),
  );

const INDEX_KEYS: ReadonlySet<string> = new Set(
  Object.values(indexes).flatMap(({ partitionKey, sortKey }: Index) => [partitionKey, sortKey]),
);

/**
 * What the table of retention has erased of a row; nothing when that is done already.
 *
 * @param update what an emptied row must be like, and gets besides
 */
export function planRow(row: StoredRow, update: RowUpdate = {}): Erasure[] {
  const { kind, pk, sk } = row;
  const key = { pk, sk };
  const onErase = retentionOf(kind)?.onErase ?? 'keep';
  if (onErase === 'keep') return [];
  if (onErase === 'delete') return [{ kind, key, write: { Delete: { Key: key } } }];
  const filled = onErase.blank.filter((path) => Boolean(valueAt(row, path)));
  if (filled.length === 0) return [];
  // an index takes no empty keys
  const remove = filled.filter((path) => INDEX_KEYS.has(path));
  const set = Object.fromEntries(filled.filter((path) => !INDEX_KEYS.has(path)).map((path) => [path, '']));
  const emptied = { ...update, set: { ...update.set, ...set }, remove: [...(update.remove ?? []), ...remove] };
  return [
    {
      kind,
      key,
      write: updateRow(key, emptied, () => new RowMovedOnError(`${pk} ${sk}`)),
    },
  ];
}

function valueAt(row: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, part) => {
    return typeof value === 'object' && value !== null ? Reflect.get(value, part) : undefined;
  }, row);
}
