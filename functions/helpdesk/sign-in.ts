import { randomBytes } from 'node:crypto';
import { countAgainst } from '../store/rate-limit-row.ts';
import { goTo, show } from '../web/answer.ts';
import { removeCookie, setCookie } from '../web/cookies.ts';
import { TooManyRequestsError } from '../web/problems.ts';
import type { Page, Route } from '../web/routes.ts';
import type { HelpdeskDesk } from './helpdesk-desk.ts';
import { readGroups } from './permissions.ts';
import { searchOf } from './search-of.ts';
import { SignInRefusedError } from './sign-in-provider.ts';
import type { PageGroup, StaffPage } from './staff-route.ts';
import { closeStaffSession, openStaffSession, readStaffSession, STAFF_COOKIE } from './staff-session.ts';

/** One sign-in that is under way: its secret, and where it leads. */
const SIGN_IN_COOKIE = '__Host-staff-sign-in';
const SIGN_IN_SECONDS = 900;
const HOME = '/helpdesk';
const LIMIT = { what: 'staff-sign-in', times: 60, minutes: 60 } as const;

/** Only a page of the console: never a way to send somebody elsewhere. */
const ownPath = (text: string) => (/^\/helpdesk(\/[\w-][\w.-]*)*(\?[^#\s]*)?$/.test(text) ? text : HOME);

/** Addresses for whoever is not signed in yet. */
export const signInRoutes = (desk: HelpdeskDesk): Route[] => [
  { path: '/helpdesk/sign-in', for: 'anyone', get: startSignIn(desk) },
  { path: '/helpdesk/sign-in/callback', for: 'anyone', get: finishSignIn(desk) },
  { path: '/helpdesk/signed-out', for: 'anyone', get: signedOut(desk) },
];

export const signOutGroup: PageGroup = (desk) => [
  { path: '/helpdesk/sign-out', action: 'sign-out', post: signOut(desk, 'here') },
  { path: '/helpdesk/sign-out/everywhere', action: 'sign-out', post: signOut(desk, 'everywhere') },
];

/** To the provider. By GET, because forms may lead to our own pages only; it opens nothing by itself. */
const startSignIn =
  ({ provider, records }: HelpdeskDesk): Page =>
  async ({ query, cookies, at }) => {
    const next = ownPath(query.one('next'));
    if (await readStaffSession(records, cookies, at)) return goTo(next);
    const secret = randomBytes(32).toString('base64url');
    const cookie = setCookie(SIGN_IN_COOKIE, `${secret}.${Buffer.from(next).toString('base64url')}`, SIGN_IN_SECONDS);
    return goTo(await provider.address(secret), [cookie]);
  };

/** Back from the provider. The one GET that opens something: the standard has it so. */
const finishSignIn =
  ({ provider, records }: HelpdeskDesk): Page =>
  async ({ query, cookies, ip, at }) => {
    const [, secret = '', next = ''] = /^([\w-]+)\.([\w-]+)$/.exec(cookies.get(SIGN_IN_COOKIE) ?? '') ?? [];
    // too late, twice, or begun in another browser
    if (secret === '') return goTo('/helpdesk/sign-in');
    await records.transact([
      await countAgainst(records, LIMIT, ip, at, () => new TooManyRequestsError('staff-sign-in')),
    ]);
    const done = removeCookie(SIGN_IN_COOKIE);
    try {
      const who = await provider.signedIn(searchOf(query), secret);
      if (readGroups(who.groups).roles.length === 0) {
        return { ...show('helpdesk/no-role.njk', { name: who.name, email: who.email }), status: 403, cookies: [done] };
      }
      return goTo(ownPath(Buffer.from(next, 'base64url').toString()), [await openStaffSession(records, who, at), done]);
    } catch (error) {
      if (!(error instanceof SignInRefusedError)) throw error;
      return { ...show('helpdesk/sign-in-refused.njk'), status: 403, cookies: [done] };
    }
  };

const signOut =
  ({ records }: HelpdeskDesk, where: 'here' | 'everywhere'): StaffPage =>
  async ({ session }) =>
    goTo('/helpdesk/signed-out', [await closeStaffSession(records, session, where)]);

/** The provider may still know them: on a shared computer that has to end, too. */
const signedOut =
  ({ provider }: HelpdeskDesk): Page =>
  async ({ cookies }) =>
    cookies.has(STAFF_COOKIE)
      ? goTo(HOME)
      : show('helpdesk/signed-out.njk', { provider: await provider.signOutAddress() });
