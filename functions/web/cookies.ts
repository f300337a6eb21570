/**
 * Cookies of this service. `__Host-`: only this very host can set them, over TLS (browsers take http://127.0.0.1 for
 * trustworthy). Lax, so that they come along when somebody follows a link in a mail.
 */
export const SESSION_COOKIE = '__Host-session';
export const FORM_COOKIE = '__Host-form';

export function setCookie(name: string, value: string, maxAgeSeconds?: number): string {
  const age = maxAgeSeconds === undefined ? '' : `; Max-Age=${maxAgeSeconds}`;
  return `${name}=${value}; Path=/; Secure; HttpOnly; SameSite=Lax${age}`;
}

export const removeCookie = (name: string): string => setCookie(name, '', 0);

/** @param cookies as an event of API Gateway lists them: `name=value` */
export function readCookies(cookies: readonly string[] = []): ReadonlyMap<string, string> {
  return new Map(
    cookies.map((cookie) => {
      const at = cookie.indexOf('=');
      return [cookie.slice(0, at), cookie.slice(at + 1)];
    }),
  );
}
