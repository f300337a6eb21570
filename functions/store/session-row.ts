import * as z from 'zod';
import { rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';

/** A signed-in browser of an applicant; only the cookie's SHA-256 is kept. Expires by itself. */
export const sessionRow = z.object({
  kind: z.literal('session'),
  person: z.string(),
  idleUntil: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  /** The page whose form was typed into and not saved when the last session ended. */
  unsaved: z.string().exactOptional(),
});

/** Signed out in another window meanwhile. */
export class SessionEndedError extends Error {
  override readonly name = 'SessionEndedError';
}

export function getSession(records: Records, hash: string): Promise<z.infer<typeof sessionRow> | undefined> {
  return records.get(rowKeys.session(hash), sessionRow);
}

/** @param keptUntil for a while longer than the session: whoever then sends a form is still known by it */
export function putSession(hash: string, session: Omit<z.infer<typeof sessionRow>, 'kind'>, keptUntil: Date): Write {
  const expiresAt = Math.ceil(keptUntil.getTime() / 1000);
  return { Put: { Item: { ...rowKeys.session(hash), kind: 'session', ...session, expiresAt } } };
}

export const forgetUnsaved = (hash: string): Write => ({
  Update: {
    Key: rowKeys.session(hash),
    UpdateExpression: 'REMOVE unsaved',
    ConditionExpression: 'attribute_exists(pk)',
  },
  refusal: () => new SessionEndedError('signed out meanwhile'),
});

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
