import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { listed, rowKeys } from './keys.ts';
import type { Write } from './records.ts';

/**
 * That the public face of an entry changed. The stream starts a publishing for it; the sweep looks whether that happened,
 * and only then takes the row away. One for each designation, so that no row grows hot.
 */
export const directoryChangeRow = z.object({
  kind: z.literal('directory-change'),
  number: z.string(),
  at: z.iso.datetime(),
  /** Tells changes of one instant apart: a row that is written as it was is no event of the stream. */
  change: z.string(),
});
export type DirectoryChangeRow = z.infer<typeof directoryChangeRow>;

/** By then the change is published, unless something was lost: window, margin and the publishing itself. */
const LOOK_AFTER_MS = 4 * 60_000;

/** In place of a number: something that is in no entry's own row, such as the register, or what is restored. */
export const WHOLE_DIRECTORY = 'ALL';

/** Part of every transaction that changes what the directory says of somebody, or whether it says anything. */
export function directoryChanged(number: string, at: Date): Write {
  const row = { kind: 'directory-change', number, at: at.toISOString(), change: randomUUID() };
  const due = listed.due(number, new Date(at.getTime() + LOOK_AFTER_MS));
  return { Put: { Item: { ...rowKeys['directory-change'](number), ...row, ...due } } };
}

/**
 * The public sees the change.
 *
 * @throws DirectoryChangedAgainError when another came meanwhile
 */
export const forgetChange = ({ number, change }: DirectoryChangeRow): Write => ({
  Delete: {
    Key: rowKeys['directory-change'](number),
    ConditionExpression: 'attribute_not_exists(pk) OR #change = :change',
    ExpressionAttributeNames: { '#change': 'change' },
    ExpressionAttributeValues: { ':change': change },
  },
  refusal: () => new DirectoryChangedAgainError(number),
});

export class DirectoryChangedAgainError extends Error {
  override readonly name = 'DirectoryChangedAgainError';
}
