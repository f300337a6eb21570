import { generateKeyPairSync, randomBytes } from 'node:crypto';
import Provider, { type Configuration, interactionPolicy } from 'oidc-provider';
import { Memory } from './memory.ts';
import type { ProviderData } from './messages.ts';

const HOUR = 3600;

/** Cognito's name for the claim. */
const GROUPS = 'cognito:groups';

/** An OpenID Connect provider for test people, in the place of a Cognito user pool. What it knows ends with the home. */
export function createProvider({ issuer, clients, people }: Omit<ProviderData, 'instant'>): Provider {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const provider = new Provider(issuer, {
    clients: clients.map(({ id, callbacks }) => ({
      client_id: id,
      token_endpoint_auth_method: 'none',
      redirect_uris: [...callbacks],
      grant_types: ['authorization_code'],
      response_types: ['code'],
    })),
    jwks: {
      keys: [
        {
          ...privateKey.export({ format: 'jwk' }),
          kty: 'RSA',
          use: 'sig',
          alg: 'RS256',
          kid: randomBytes(8).toString('hex'),
        },
      ],
    },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    claims: { openid: ['sub', GROUPS], email: ['email'], profile: ['name'] },
    // as Cognito does: all of it in the ID token
    conformIdTokenClaims: false,
    adapter: Memory,
    // each time of signing in asks anew who one is: there is no session to end
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: false } },
    interactions: { policy: everybodyChooses(), url: (_, { uid }) => `${issuer}/people/${uid}` },
    ttl: { AccessToken: HOUR, AuthorizationCode: 60, IdToken: HOUR, Grant: HOUR, Interaction: HOUR, Session: HOUR },
    findAccount: (_, id) => {
      const person = people.find((one) => one.id === id);
      if (!person) return undefined;
      const claims = { sub: id, name: person.name, email: `${id}@example.org`, [GROUPS]: [...person.groups] };
      return { accountId: id, claims: () => claims };
    },
    // nobody is asked to agree: the client is the service itself
    loadExistingGrant: async ({ oidc }) => {
      const accountId = oidc.session?.accountId;
      const clientId = oidc.client?.clientId;
      if (accountId === undefined || clientId === undefined) return undefined;
      const grant = new oidc.provider.Grant({ accountId, clientId });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  } satisfies Configuration);
  // the home's own door stands before it
  provider.proxy = true;
  return provider;
}

/** Whoever tries roles wants to be asked each time, not to be signed in as before. */
function everybodyChooses(): interactionPolicy.DefaultPolicy {
  const { base, Check } = interactionPolicy;
  const policy = base();
  policy
    .get('login')
    ?.checks.add(
      new Check('chooses_each_time', 'somebody has to be chosen', ({ oidc }) =>
        oidc.result?.login ? Check.NO_NEED_TO_PROMPT : Check.REQUEST_PROMPT,
      ),
    );
  return policy;
}
