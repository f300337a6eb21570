import * as openid from 'openid-client';
import * as z from 'zod';
import { signInPlace } from '../../functions/helpdesk/api/sign-in-place.ts';
import { openPage, WIDTHS } from './open-page.ts';

const description = z.object({
  components: z.object({ securitySchemes: z.object({ token: z.object({ 'x-sign-in': signInPlace }) }) }),
});

/**
 * The ID token that the provider gives a program of a test person: by authorisation code with PKCE, at the place that the API's
 * own description names.
 */
export async function tokenOf(name: string, baseUrl: string): Promise<string> {
  const document: unknown = await (await fetch(`${baseUrl}/helpdesk/api/openapi.json`)).json();
  const { issuer, clientId, callback } = description.parse(document).components.securitySchemes.token['x-sign-in'];
  const configuration = await openid.discovery(new URL(issuer), clientId, undefined, openid.None(), {
    // the home's provider never leaves the machine
    execute: [openid.allowInsecureRequests],
  });
  const [verifier, state] = [openid.randomPKCECodeVerifier(), openid.randomState()];
  const address = openid.buildAuthorizationUrl(configuration, {
    redirect_uri: callback,
    scope: 'openid email profile',
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
  });
  const page = await openPage({ javaScript: false, width: WIDTHS.desktop });
  await page.goto(address.href);
  // the program itself would listen there: here the address is all that is wanted
  const [back] = await Promise.all([
    page.waitForRequest((request) => request.url().startsWith(callback)),
    page.getByRole('button', { name, exact: true }).click(),
  ]);
  const checks = { pkceCodeVerifier: verifier, expectedState: state, idTokenExpected: true };
  const { id_token } = await openid.authorizationCodeGrant(configuration, new URL(back.url()), checks);
  return id_token ?? '';
}
