import { createHmac, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { rowKeys } from './keys.ts';
import type { Records } from './records.ts';
import { putNew } from './row-update.ts';

const secretRow = z.object({ kind: z.literal('secret'), key: z.string() });
const KEY = rowKeys.secret('address-hash');

/** One read a process: the key never changes. */
const keys = new WeakMap<Records, Promise<string>>();

/**
 * What stands for an address in keys: SHA-256 of it in lower case, keyed by a secret that the service made for itself, so
 * that nobody who sees keys (metrics, logs) can try addresses against them.
 */
export async function addressHash(records: Records, email: string): Promise<string> {
  let key = keys.get(records);
  if (!key) {
    key = secret(records);
    keys.set(records, key);
    // a failed read is not kept
    key.catch(() => keys.delete(records));
  }
  return createHmac('sha256', await key)
    .update(email.trim().toLowerCase())
    .digest('hex');
}

class SecretMadeError extends Error {
  override readonly name = 'SecretMadeError';
}

async function secret(records: Records): Promise<string> {
  const found = await records.get(KEY, secretRow);
  if (found) return found.key;
  const key = randomBytes(32).toString('base64url');
  try {
    await records.transact([putNew({ ...KEY, kind: 'secret', key }, () => new SecretMadeError())]);
    return key;
  } catch (error) {
    if (!(error instanceof SecretMadeError)) throw error;
    return secret(records);
  }
}
