import * as z from 'zod';
import { rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';

/** An address that asked for a link to sign in with. Nobody has shown yet that it is theirs. Expires by itself. */
const signInRequestRow = z.object({ kind: z.literal('sign-in-request'), email: z.email() });

/** Longer than the link is good for, and than its mail is tried. */
const KEPT_S = 24 * 60 * 60;

/** @param address what stands for the address in keys */
export const putSignInRequest = (address: string, email: string, at: Date): Write => ({
  Put: {
    Item: {
      ...rowKeys['sign-in-request'](address),
      kind: 'sign-in-request',
      email,
      expiresAt: Math.ceil(at.getTime() / 1000) + KEPT_S,
    },
  },
});

/** The address itself; undefined once its time is over. */
export const getSignInAddress = async (records: Records, address: string): Promise<string | undefined> =>
  (await records.get(rowKeys['sign-in-request'](address), signInRequestRow))?.email;
