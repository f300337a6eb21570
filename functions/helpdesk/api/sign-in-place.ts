import * as z from 'zod';

/**
 * Where a command on somebody's own computer has their browser sent back to (RFC 8252, section 7.3). Cognito compares the
 * whole address, port and all, and takes `http` for this name only
 * (https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html).
 */
export const LOOPBACK_CALLBACK = 'http://localhost:8914/signed-in';

/** Where programs on somebody's own computer have them sign in, as the API describes itself. */
export const signInPlace = z.object({ issuer: z.url(), clientId: z.string(), callback: z.url() });
export type SignInPlace = z.infer<typeof signInPlace>;
