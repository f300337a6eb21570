import * as z from 'zod';
import { type Key, rowKeys } from './keys.ts';
import type { Records } from './records.ts';

/** Any row that says how to write to somebody: a person, an endorsement request, a digest. */
const recipientRow = z.object({
  /** Empty until the person told us. */
  name: z.string().default(''),
  email: z.email(),
  mergedInto: z.string().exactOptional(),
});

export type Recipient = Pick<z.infer<typeof recipientRow>, 'name' | 'email'>;

export class RecipientNotFoundError extends Error {
  override readonly name = 'RecipientNotFoundError';
}

/**
 * How to write to somebody now: for two people who were merged, to the one who stands for both.
 *
 * @throws RecipientNotFoundError
 */
export async function getRecipient(records: Records, { pk, sk }: Key): Promise<Recipient> {
  const row = await records.get({ pk, sk }, recipientRow);
  if (!row) throw new RecipientNotFoundError(pk);
  return row.mergedInto ? getRecipient(records, rowKeys.person(row.mergedInto)) : row;
}
