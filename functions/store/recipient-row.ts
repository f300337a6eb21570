import * as z from 'zod';
import type { Key } from './keys.ts';
import type { Records } from './records.ts';

/** Any row that says how to write to somebody: a person, an endorsement request. */
const recipientRow = z.object({ name: z.string(), email: z.email() });

export type Recipient = z.infer<typeof recipientRow>;

export class RecipientNotFoundError extends Error {
  override readonly name = 'RecipientNotFoundError';
}

/** @throws RecipientNotFoundError */
export async function getRecipient(records: Records, key: Key): Promise<Recipient> {
  const row = await records.get(key, recipientRow);
  if (!row) throw new RecipientNotFoundError(key.pk);
  return row;
}
