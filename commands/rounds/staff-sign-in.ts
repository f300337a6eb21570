import { once } from 'node:events';
import { createServer } from 'node:http';
import * as openid from 'openid-client';
import type { SignInPlace } from '../../functions/helpdesk/api/sign-in-place.ts';
import { TargetError } from '../target.ts';

/** Somebody may have to find their second factor first. */
const LIMIT_MS = 5 * 60_000;

const BACK = `<!doctype html><html lang="en"><meta charset="utf-8"><title>You can close this page</title>
<p>You can close this page, and go back to the terminal.</p></html>`;

/**
 * Has somebody sign in with the browser of this computer, by authorisation code with PKCE (RFC 7636) and a redirect to
 * this process (RFC 8252). Nothing is kept: the provider remembers them for the next time.
 *
 * @param show puts an address before them, which they open
 * @returns the ID token, which the API for staff takes
 * @throws TargetError when nobody signed in
 */
export async function signIn(
  { issuer, clientId, callback }: SignInPlace,
  show: (address: string) => void,
): Promise<string> {
  const place = new URL(issuer);
  const configuration = await openid.discovery(place, clientId, undefined, openid.None(), {
    // what never leaves the machine needs no TLS
    execute: place.hostname === '127.0.0.1' ? [openid.allowInsecureRequests] : [],
  });
  const [verifier, state, nonce] = [openid.randomPKCECodeVerifier(), openid.randomState(), openid.randomNonce()];
  const address = openid.buildAuthorizationUrl(configuration, {
    redirect_uri: callback,
    scope: 'openid email profile',
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  });
  const answer = await comingBack(new URL(callback), state, () => show(address.href));
  const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
  try {
    const { id_token } = await openid.authorizationCodeGrant(configuration, answer, checks);
    if (id_token !== undefined) return id_token;
  } catch (error) {
    const isRefusal = error instanceof openid.AuthorizationResponseError || error instanceof openid.ResponseBodyError;
    if (!isRefusal) throw error;
    throw new TargetError(`you were not signed in: ${error.error}`, { cause: error });
  }
  throw new TargetError(`${issuer} says nothing of who you are`);
}

/**
 * Listens until the browser is sent back with our state. What others bring is not ours.
 *
 * @throws TargetError
 */
async function comingBack(callback: URL, state: string, listening: () => void): Promise<URL> {
  const { promise: back, resolve } = Promise.withResolvers<URL>();
  const server = createServer(({ url = '' }, response) => {
    const asked = new URL(url, callback);
    const isOurs = asked.pathname === callback.pathname && asked.searchParams.get('state') === state;
    response
      .writeHead(isOurs ? 200 : 404, { 'content-type': 'text/html; charset=utf-8', connection: 'close' })
      .end(isOurs ? BACK : '', () => isOurs && resolve(asked));
  });
  const limit = AbortSignal.timeout(LIMIT_MS);
  try {
    server.listen(Number(callback.port), '127.0.0.1');
    await once(server, 'listening');
    listening();
    return await Promise.race([
      back,
      once(limit, 'abort').then(() => Promise.reject(new TargetError('nobody signed in'))),
    ]);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    throw new TargetError(`another program listens at ${callback.host}: end it, or wait`, { cause: error });
  } finally {
    server.close();
    // browsers open a connection to spare, which is not idle before it has said anything
    server.closeAllConnections();
  }
}
