import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { plainAddress } from '../../domain/endorser-warnings.ts';
import { knowPerson } from '../acts/know-person.ts';
import { rowKeys } from '../store/keys.ts';
import { followLink, LinkUsedError, type SignInTarget, useLink } from '../store/link-row.ts';
import { oweMessage } from '../store/message-row.ts';
import { countAgainst } from '../store/rate-limit-row.ts';
import type { Records } from '../store/records.ts';
import { goTo, show, showErrors } from '../web/answer.ts';
import { removeCookie, setCookie } from '../web/cookies.ts';
import { deskOf, type PageDesk } from '../web/page-desk.ts';
import { TooManyRequestsError } from '../web/problems.ts';
import type { PageRequest } from '../web/request.ts';
import type { Page } from '../web/routes.ts';
import { closeSession, openSession } from '../web/session.ts';
import { askedCookie } from './sign-in-code.ts';
import { WORDS } from './words.ts';

/** Enough for somebody who mistypes or whose mail is slow; a school's staff share one address of the network. */
const LIMITS = {
  mails: { what: 'sign-in-mail', times: 5, minutes: 60 },
  visits: { what: 'sign-in-visitor', times: 60, minutes: 60 },
} as const;

const NEXT_COOKIE = '__Host-next';
const HOME = '/applications';

/** Only a path of our own: never a way to send somebody elsewhere. */
const ownPath = (text: string) => (/^\/(?!\/)[\w./-]*$/.test(text) ? text : HOME);

export const askToSignIn: Page = async ({ query, session }) => {
  const next = ownPath(query.one('next'));
  return session ? goTo(next) : show('apply/sign-in.njk', { next });
};

/** Mails a link. The answer is the same whether the address is known or not. */
export const sendSignInLink =
  (desk: PageDesk): Page =>
  async (request) => {
    const { form, ip, at } = request;
    const email = z.email().max(254).safeParse(form.one('email'));
    if (!email.success) return showErrors('apply/sign-in.njk', {}, [{ field: 'email', text: WORDS.email }]);

    const { records } = desk;
    const refusal = () => new TooManyRequestsError('sign-in');
    await records.transact([
      await countAgainst(records, LIMITS.visits, ip, at, refusal),
      await countAgainst(records, LIMITS.mails, plainAddress(email.data), at, refusal),
    ]);
    const person = await knowPerson(deskOf(desk, request), { email: email.data });
    const owner = rowKeys.person(person);
    await records.transact([
      oweMessage(owner, {
        template: 'sign-in',
        subject: randomUUID(),
        occurrence: 1,
        reference: person,
        recipient: owner,
        owedAt: at.toISOString(),
      }),
    ]);
    return goTo('/sign-in/sent', [setCookie(NEXT_COOKIE, ownPath(form.one('next')), 3600), askedCookie(person)]);
  };

/** Mail scanners open links: only the button signs in. */
export const signInLink =
  ({ records }: PageDesk): Page =>
  async ({ parameters, session, at }) => {
    if (session) return goTo(HOME);
    const target = await readLink(records, parameters.link ?? '', at);
    return target ? show('apply/sign-in-link.njk') : { ...show('apply/sign-in-link-dead.njk'), status: 410 };
  };

export const useSignInLink =
  ({ records }: PageDesk): Page =>
  async ({ parameters: { link = '' }, cookies, at }) => {
    const dead = { ...show('apply/sign-in-link-dead.njk'), status: 410 };
    const target = await readLink(records, link, at);
    if (!target) return dead;
    try {
      await records.transact([useLink(link)]);
    } catch (error) {
      if (error instanceof LinkUsedError) return dead;
      throw error;
    }
    return signInAs(records, target.person, cookies, at);
  };

/** Opens a session, and leads back to where signing in was asked for. */
export async function signInAs(records: Records, person: string, cookies: PageRequest['cookies'], at: Date) {
  const { cookies: session, unsaved } = await openSession(records, person, at);
  return goTo(unsaved ?? ownPath(cookies.get(NEXT_COOKIE) ?? ''), [...session, removeCookie(NEXT_COOKIE)]);
}

export const signOut =
  ({ records }: PageDesk): Page =>
  async ({ session }) =>
    goTo('/', await closeSession(records, session));

async function readLink(records: Records, link: string, at: Date): Promise<SignInTarget | undefined> {
  const target = await followLink(records, link);
  return target?.leadsTo === 'sign-in' && at < new Date(target.until) ? target : undefined;
}
