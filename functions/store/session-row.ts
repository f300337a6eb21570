import * as z from 'zod';
import { rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';

/** A signed-in browser of an applicant; only the cookie's SHA-256 is kept. Expires by itself. */
export const sessionRow = z.object({
  kind: z.literal('session'),
  person: z.string(),
  idleUntil: z.iso.datetime(),
  endsAt: z.iso.datetime(),
});

/** Signed out in another window meanwhile. */
export class SessionEndedError extends Error {
  override readonly name = 'SessionEndedError';
}

export function getSession(records: Records, hash: string): Promise<z.infer<typeof sessionRow> | undefined> {
  return records.get(rowKeys.session(hash), sessionRow);
}

export function putSession(
  hash: string,
  { person, idleUntil, endsAt }: { person: string; idleUntil: string; endsAt: Date },
): Write {
  const fields = { kind: 'session', person, idleUntil, endsAt: endsAt.toISOString() };
  return { Put: { Item: { ...rowKeys.session(hash), ...fields, expiresAt: Math.ceil(endsAt.getTime() / 1000) } } };
}

export function touchSession(hash: string, idleUntil: Date): Write {
  return {
    Update: {
      Key: rowKeys.session(hash),
      UpdateExpression: 'SET idleUntil = :idleUntil',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':idleUntil': idleUntil.toISOString() },
    },
    refusal: () => new SessionEndedError('signed out meanwhile'),
  };
}

export const deleteSession = (hash: string): Write => ({ Delete: { Key: rowKeys.session(hash) } });
