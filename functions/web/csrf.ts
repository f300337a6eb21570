import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { FORM_COOKIE, SESSION_COOKIE, setCookie } from './cookies.ts';
import { FormNotOursError } from './problems.ts';

/** The token in a form is derived from a cookie that no other site can read or set. */
export interface FormGuard {
  readonly token: string;
  /** To be set with the page, when there was no cookie yet. */
  readonly cookie?: string;
}

/** Who is signed in has tokens of the session; who is not, of a cookie of their own. */
export function guardForms(cookies: ReadonlyMap<string, string>, sessionCookie = SESSION_COOKIE): FormGuard {
  const secret = cookies.get(sessionCookie) || cookies.get(FORM_COOKIE);
  if (secret) return { token: tokenOf(secret) };
  const fresh = randomBytes(24).toString('base64url');
  return { token: tokenOf(fresh), cookie: setCookie(FORM_COOKIE, fresh) };
}

/** @throws FormNotOursError */
export function checkForm(
  token: string,
  cookies: ReadonlyMap<string, string>,
  fetchSite: string | undefined,
  sessionCookie = SESSION_COOKIE,
): void {
  // browsers say where a request comes from; `none` is a person, older browsers say nothing
  if (fetchSite === 'cross-site') throw new FormNotOursError();
  const secrets = [cookies.get(sessionCookie), cookies.get(FORM_COOKIE)].filter((secret) => !!secret);
  const given = Buffer.from(token);
  const fits = secrets.some((secret) => {
    const expected = Buffer.from(tokenOf(secret as string));
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  if (!fits) throw new FormNotOursError();
}

const tokenOf = (secret: string) => createHmac('sha256', secret).update('form').digest('base64url');
