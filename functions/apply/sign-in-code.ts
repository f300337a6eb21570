import { followCode, LinkUsedError, useCode } from '../store/link-row.ts';
import { countAgainst } from '../store/rate-limit-row.ts';
import { show, showErrors } from '../web/answer.ts';
import { setCookie } from '../web/cookies.ts';
import type { PageDesk } from '../web/page-desk.ts';
import { TooManyRequestsError } from '../web/problems.ts';
import type { Page } from '../web/routes.ts';
import { signInAs } from './sign-in.ts';
import { WORDS } from './words.ts';

/** Whose code this browser may type: that of the person for whom it asked. Their random id says nothing about them. */
const ASKED_COOKIE = '__Host-asked';
const CODES = { what: 'sign-in-code', times: 10, minutes: 60 } as const;
const TEMPLATE = 'apply/sign-in-sent.njk';

export const askedCookie = (person: string): string => setCookie(ASKED_COOKIE, person, 3600);

export const signInSent: Page = async () => show(TEMPLATE);

/** Signs in whoever types the code of the mail that they asked for in this browser. */
export const useSignInCode =
  ({ records }: PageDesk): Page =>
  async ({ form, cookies, at }) => {
    const wrong = showErrors(TEMPLATE, {}, [{ field: 'code', text: WORDS.code }]);
    const person = cookies.get(ASKED_COOKIE);
    const code = form
      .one('code')
      .toUpperCase()
      .replace(/[^A-Z0-9]/g, '');
    if (!person || code === '') return wrong;
    await records.transact([
      await countAgainst(records, CODES, person, at, () => new TooManyRequestsError('sign-in code')),
    ]);
    const target = await followCode(records, person, code);
    if (target?.leadsTo !== 'sign-in' || at >= new Date(target.until)) return wrong;
    try {
      await records.transact([useCode(person, code)]);
    } catch (error) {
      if (error instanceof LinkUsedError) return wrong;
      throw error;
    }
    return signInAs(records, person, cookies, at);
  };
