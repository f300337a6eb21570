import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import type { StreamRecord } from '../streams/record.ts';

type Item = Readonly<Record<string, unknown>>;

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html */
const WRITE_UNIT_BYTES = 1024;
/** Transactions consume twice; what was written without one is counted apart. */
const TRANSACTION = 2;

const properties = z.object({
  GlobalSecondaryIndexes: z
    .array(
      z.object({
        KeySchema: z.array(z.object({ AttributeName: z.string() })),
        Projection: z.object({ NonKeyAttributes: z.array(z.string()).default([]) }),
      }),
    )
    .default([]),
});

/**
 * How many write units each change of a table consumes, its indexes among them, from the records of its stream. Writes
 * that were refused, and condition checks, leave none and are not counted: two checks on the straight path, 4 units, where
 * three tokens that the workflow parks are counted as transactions, 3 units too much.
 *
 * @param table resolved properties of the table
 */
export function writeMeter(table: unknown): (record: StreamRecord) => number {
  const indexes = properties.parse(table).GlobalSecondaryIndexes.map(({ KeySchema, Projection }) => ({
    keys: KeySchema.map(({ AttributeName }) => AttributeName),
    projected: Projection.NonKeyAttributes,
  }));
  return ({ oldImage, newImage }) => {
    const bytes = Math.max(sizeOf(oldImage), sizeOf(newImage));
    const base = TRANSACTION * Math.ceil(bytes / WRITE_UNIT_BYTES);
    return indexes.reduce((units, index) => units + indexUnits(index, oldImage, newImage), base);
  };
}

/**
 * An index entry of this table is below 1 KB, so that putting and deleting are a unit each; a change of its keys is both.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations.Writes
 */
function indexUnits(
  { keys, projected }: { readonly keys: readonly string[]; readonly projected: readonly string[] },
  before: Item | undefined,
  after: Item | undefined,
): number {
  const isIn = (item: Item | undefined) => item !== undefined && keys.every((key) => item[key] !== undefined);
  if (!isIn(before) && !isIn(after)) return 0;
  if (isIn(before) !== isIn(after)) return 1;
  // a map comes with its keys in any order
  const differs = (name: string) => !isDeepStrictEqual(before?.[name], after?.[name]);
  if (keys.some(differs)) return 2;
  return projected.some(differs) ? 1 : 0;
}

/** Names and values: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html */
function sizeOf(item: Item | undefined): number {
  if (item === undefined) return 0;
  return Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueSize(value), 0);
}

function valueSize(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (Array.isArray(value)) return value.reduce((sum, inner) => sum + valueSize(inner) + 1, 3);
  if (typeof value !== 'object' || value === null) return 1;
  // the type's letter is not in the size, and binary values are in base64
  const [[type, inner] = ['', undefined]] = Object.entries(value);
  if (type === 'M')
    return Object.entries(inner as Item).reduce((sum, [name, one]) => sum + name.length + valueSize(one) + 1, 3);
  return type === 'B' ? Buffer.byteLength(String(inner), 'base64') : valueSize(inner);
}
