import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import * as z from 'zod';
import { readGroups, type Staff } from '../permissions.ts';
import { type Registration, staffIdOf } from '../sign-in-provider.ts';

/** No token, or none of ours: 401. */
export class TokenRefusedError extends Error {
  override readonly name = 'TokenRefusedError';
}

const discovered = z.object({ jwks_uri: z.url() });
const claims = z.looseObject({
  iss: z.string(),
  sub: z.string(),
  aud: z.union([z.string(), z.array(z.string())]).optional(),
  // Cognito's access tokens name the client here, and have no audience
  client_id: z.string().optional(),
  name: z.string().catch(''),
  email: z.string().catch(''),
});
const groupNames = z.array(z.string()).catch([]);

type Settings = Pick<Registration, 'issuer' | 'clientId' | 'groupsClaim'>;

/** Reads who asks from tokens of the provider that signs staff in (RFC 9068, OpenID Connect Core 3.1.3.7). */
export class BearerTokens {
  readonly #settings: Settings;
  #keys: JWTVerifyGetKey | undefined;

  /** @param keys of the provider; else those that it publishes, fetched when they are first needed */
  constructor(settings: Settings, keys?: JWTVerifyGetKey) {
    this.#settings = settings;
    this.#keys = keys;
  }

  /** @param authorization the header: `Bearer …` @throws TokenRefusedError */
  async staffOf(authorization: string | undefined, now: Date): Promise<Staff> {
    const [, token] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '') ?? [];
    if (token === undefined) throw new TokenRefusedError('no token');
    const { issuer, clientId, groupsClaim } = this.#settings;
    this.#keys ??= await publishedKeys(issuer);
    try {
      const { payload } = await jwtVerify(token, this.#keys, {
        issuer,
        currentDate: now,
        algorithms: ['RS256', 'ES256', 'PS256', 'EdDSA'],
        requiredClaims: ['exp'],
      });
      const { iss, sub, aud, client_id, name, email, ...others } = claims.parse(payload);
      if (![aud, client_id].flat().includes(clientId)) throw new TokenRefusedError('for another client');
      return {
        id: staffIdOf(iss, sub),
        name: name || email,
        email,
        ...readGroups(groupNames.parse(others[groupsClaim])),
      };
    } catch (error) {
      if (error instanceof errors.JOSEError || error instanceof z.ZodError) {
        throw new TokenRefusedError('not a token of ours', { cause: error });
      }
      throw error;
    }
  }
}

async function publishedKeys(issuer: string): Promise<JWTVerifyGetKey> {
  const answer = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  return createRemoteJWKSet(new URL(discovered.parse(await answer.json()).jwks_uri));
}
