import { createHash, createHmac } from 'node:crypto';
import * as openid from 'openid-client';
import * as z from 'zod';
import { WORDS } from './words.ts';

/** Where this service is registered with the provider that signs staff in. */
export interface Registration {
  readonly issuer: string;
  /** A public client: PKCE takes the place of a secret. */
  readonly clientId: string;
  /** The claim that lists the groups. */
  readonly groupsClaim: string;
  /** Where the provider sends people back to. */
  readonly callback: string;
  /** Where it sends them once they are signed out there, too. */
  readonly afterSignOut: string;
}

/** Whom the provider signed in. */
export interface SignedIn {
  readonly staff: string;
  readonly name: string;
  readonly email: string;
  readonly groups: readonly string[];
}

/** The provider would not sign somebody in, or what came back was not meant for this browser. */
export class SignInRefusedError extends Error {
  override readonly name = 'SignInRefusedError';
}

const nameClaims = z.looseObject({
  iss: z.string(),
  sub: z.string(),
  name: z.string().catch(''),
  email: z.string().catch(''),
});
const groupNames = z.array(z.string()).catch([]);

/** What stands for a member of staff: the same for ever, and no personal data. */
export const staffIdOf = (issuer: string, subject: string): string =>
  createHash('sha256').update(`${issuer} ${subject}`).digest('hex').slice(0, 32);

/** An OpenID Connect provider, used by authorisation code with PKCE (RFC 7636, RFC 9700). */
export class SignInProvider {
  readonly #registration: Registration;
  #found: Promise<openid.Configuration> | undefined;

  constructor(registration: Registration) {
    this.#registration = registration;
  }

  /** Where to send somebody to sign in. @param secret known to this browser only */
  async address(secret: string): Promise<string> {
    const url = openid.buildAuthorizationUrl(await this.#configuration(), {
      redirect_uri: this.#registration.callback,
      scope: 'openid email profile',
      code_challenge: await openid.calculatePKCECodeChallenge(derive(secret, 'verifier')),
      code_challenge_method: 'S256',
      state: derive(secret, 'state'),
      nonce: derive(secret, 'nonce'),
    });
    return url.href;
  }

  /**
   * Exchanges what the provider sent back for who it is. The provider takes a code once, so a replayed answer is refused.
   *
   * @param query of the request to the callback
   * @param secret of the browser that was sent to sign in
   * @throws SignInRefusedError
   */
  async signedIn(query: URLSearchParams, secret: string): Promise<SignedIn> {
    const configuration = await this.#configuration();
    const answer = new URL(`${this.#registration.callback}?${query}`);
    try {
      const tokens = await openid.authorizationCodeGrant(configuration, answer, {
        pkceCodeVerifier: derive(secret, 'verifier'),
        expectedState: derive(secret, 'state'),
        expectedNonce: derive(secret, 'nonce'),
        idTokenExpected: true,
      });
      return this.#readClaims(tokens.claims());
    } catch (error) {
      if (!isRefusal(error)) throw error;
      throw new SignInRefusedError(error.code, { cause: error });
    }
  }

  /** Where one can end the provider's own session; undefined when it has no such place. */
  async signOutAddress(): Promise<string | undefined> {
    const configuration = await this.#configuration();
    if (configuration.serverMetadata().end_session_endpoint === undefined) return undefined;
    const { clientId, afterSignOut } = this.#registration;
    // Cognito has names of its own for what RP-initiated logout calls otherwise
    const parameters = { client_id: clientId, post_logout_redirect_uri: afterSignOut, logout_uri: afterSignOut };
    return openid.buildEndSessionUrl(configuration, parameters).href;
  }

  #readClaims(claims: unknown): SignedIn {
    const { iss, sub, name, email, ...others } = nameClaims.parse(claims);
    return {
      staff: staffIdOf(iss, sub),
      name: name || email || WORDS.noName,
      email,
      groups: groupNames.parse(others[this.#registration.groupsClaim]),
    };
  }

  /** The provider's own description, read once; a failure is not remembered. */
  #configuration(): Promise<openid.Configuration> {
    this.#found ??= discover(this.#registration).catch((error: unknown) => {
      this.#found = undefined;
      throw error;
    });
    return this.#found;
  }
}

function discover({ issuer, clientId }: Registration): Promise<openid.Configuration> {
  const url = new URL(issuer);
  return openid.discovery(url, clientId, undefined, openid.None(), {
    // what never leaves the machine needs no TLS (RFC 8252, section 8.3)
    execute: LOOPBACK.has(url.hostname) ? [openid.allowInsecureRequests] : [],
  });
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '[::1]']);

/** State, nonce and verifier of one sign-in come from one secret, so that one short cookie carries them. */
const derive = (secret: string, what: string) => createHmac('sha256', secret).update(what).digest('base64url');

type Refusal = openid.AuthorizationResponseError | openid.ResponseBodyError | openid.ClientError;

const isRefusal = (error: unknown): error is Refusal =>
  error instanceof openid.AuthorizationResponseError ||
  error instanceof openid.ResponseBodyError ||
  error instanceof openid.ClientError;
