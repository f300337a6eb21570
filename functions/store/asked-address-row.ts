import * as z from 'zod';
import { ADDRESS_LIMITS, limitRequest } from '../../domain/endorsement-limits.ts';
import { plainAddress } from '../../domain/endorser-warnings.ts';
import { addressHash } from './address-hash.ts';
import { type Key, listed, rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';

const heldRequest = z.object({ reference: z.string(), slot: z.string(), request: z.string() });
export type HeldRequest = z.infer<typeof heldRequest>;

/** When an address was last asked to endorse, and which requests wait for its next digest. */
export const askedAddressRow = z.object({
  kind: z.literal('asked-address'),
  hash: z.string(),
  /** The newest mails, as many as the limits look at. */
  sentAt: z.array(z.iso.datetime()),
  held: z.array(heldRequest),
  version: z.int().nonnegative(),
});
export type AskedAddressRow = z.infer<typeof askedAddressRow>;

/** Somebody else asked the same address at the same moment. Try again. */
export class AddressBusyError extends Error {
  override readonly name = 'AddressBusyError';
}

const REMEMBERED = Math.max(...ADDRESS_LIMITS.map(({ requests }) => requests));

/** One for all spellings of an address. */
export const endorserHash = (records: Records, email: string): Promise<string> =>
  addressHash(records, plainAddress(email));

export function getAskedAddress(records: Records, key: Key): Promise<AskedAddressRow | undefined> {
  return records.get(key, askedAddressRow);
}

/** Writes what is known of an address now, over what was read of it. */
export function putAskedAddress(row: AskedAddressRow, now: Date): Write {
  const sentAt = row.sentAt.toSorted().slice(-REMEMBERED);
  const limit = limitRequest(
    sentAt.map((text) => new Date(text)),
    now,
  );
  const due = row.held.length > 0 && listed.due(row.hash, limit.word === 'hold' ? limit.until : now);
  return {
    Put: {
      Item: { ...rowKeys['asked-address'](row.hash), ...due, ...row, sentAt, version: row.version + 1 },
      ConditionExpression: row.version === 0 ? 'attribute_not_exists(pk)' : 'version = :version',
      ...(row.version > 0 && { ExpressionAttributeValues: { ':version': row.version } }),
    },
    refusal: () => new AddressBusyError(),
  };
}

/** The addresses asked in one transaction: each is read once and written once, however often it is asked. */
export class AskedAddresses {
  readonly #records: Records;
  readonly #now: Date;
  readonly #rows = new Map<string, AskedAddressRow>();

  constructor(records: Records, now: Date) {
    this.#records = records;
    this.#now = now;
  }

  /** May this request be mailed now? Otherwise it is held for the address's next digest. */
  async ask(email: string, request: HeldRequest): Promise<'send' | 'hold'> {
    const hash = await this.hashOf(email);
    const row =
      this.#rows.get(hash) ??
      (await getAskedAddress(this.#records, rowKeys['asked-address'](hash))) ??
      ({ kind: 'asked-address', hash, sentAt: [], held: [], version: 0 } satisfies AskedAddressRow);
    const { word } = limitRequest(
      row.sentAt.map((text) => new Date(text)),
      this.#now,
    );
    const changed =
      word === 'send'
        ? { ...row, sentAt: [...row.sentAt, this.#now.toISOString()] }
        : { ...row, held: [...row.held, request] };
    this.#rows.set(hash, changed);
    return word;
  }

  /** What stands for an endorser's address in keys. */
  hashOf(email: string): Promise<string> {
    return endorserHash(this.#records, email);
  }

  writes(): Write[] {
    return [...this.#rows.values()].map((row) => putAskedAddress(row, this.#now));
  }
}
