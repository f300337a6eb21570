import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { plainAddress } from '../../domain/endorser-warnings.ts';
import { addressHash } from '../store/address-hash.ts';
import { rowKeys } from '../store/keys.ts';
import { followLink, LinkUsedError, type SignInTarget, useLink } from '../store/link-row.ts';
import { oweMessage } from '../store/message-row.ts';
import { countAgainst } from '../store/rate-limit-row.ts';
import type { Records } from '../store/records.ts';
import { putSignInRequest } from '../store/sign-in-request-row.ts';
import { goTo, show, showErrors } from '../web/answer.ts';
import type { PageDesk } from '../web/page-desk.ts';
import { TooManyRequestsError } from '../web/problems.ts';
import type { Page } from '../web/routes.ts';
import { closeSession } from '../web/session.ts';
import { signInAs } from './sign-in-as.ts';
import { HOME, keepAsked, keepNext, ownPath } from './sign-in-cookies.ts';
import { WORDS } from './words.ts';

/** Enough for somebody who mistypes or whose mail is slow; a school's staff share one address of the network. */
const LIMITS = {
  mails: { what: 'sign-in-mail', times: 5, minutes: 60 },
  visits: { what: 'sign-in-visitor', times: 60, minutes: 60 },
} as const;

export const askToSignIn: Page = async ({ query, session }) => {
  const next = ownPath(query.one('next'));
  return session ? goTo(next) : show('apply/sign-in.njk', { next });
};

/** Mails a link. Nothing is different whether the address is known or not: who has it is asked once they show that it is theirs. */
export const sendSignInLink =
  (desk: PageDesk): Page =>
  async (request) => {
    const { form, ip, at } = request;
    const email = z.email().max(254).safeParse(form.one('email'));
    if (!email.success) return showErrors('apply/sign-in.njk', {}, [{ field: 'email', text: WORDS.email }]);

    const { records } = desk;
    const refusal = () => new TooManyRequestsError('sign-in');
    // each alone: a transaction of both would cost twice as much
    await records.transact([await countAgainst(records, LIMITS.visits, ip, at, refusal)]);
    await records.transact([await countAgainst(records, LIMITS.mails, plainAddress(email.data), at, refusal)]);
    const address = await addressHash(records, email.data);
    const recipient = rowKeys['sign-in-request'](address);
    await records.transact([
      putSignInRequest(address, email.data, at),
      oweMessage(recipient, {
        template: 'sign-in',
        subject: randomUUID(),
        occurrence: 1,
        reference: address,
        recipient,
        owedAt: at.toISOString(),
      }),
    ]);
    return goTo('/sign-in/sent', [keepNext(form.one('next')), keepAsked(address)]);
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
  (desk: PageDesk): Page =>
  async (request) => {
    const { records } = desk;
    const { link = '' } = request.parameters;
    const dead = { ...show('apply/sign-in-link-dead.njk'), status: 410 };
    const target = await readLink(records, link, request.at);
    if (!target) return dead;
    try {
      await records.transact([useLink(link)]);
    } catch (error) {
      if (error instanceof LinkUsedError) return dead;
      throw error;
    }
    return (await signInAs(desk, request, target.address)) ?? dead;
  };

export const signOut =
  ({ records }: PageDesk): Page =>
  async ({ session }) =>
    goTo('/', await closeSession(records, session));

async function readLink(records: Records, link: string, at: Date): Promise<SignInTarget | undefined> {
  const target = await followLink(records, link);
  return target?.leadsTo === 'sign-in' && at < new Date(target.until) ? target : undefined;
}
