import { followCode, LinkUsedError, useCode } from '../store/link-row.ts';
import { countAgainst } from '../store/rate-limit-row.ts';
import type { Records } from '../store/records.ts';
import { getSignInAddress } from '../store/sign-in-request-row.ts';
import { show, showErrors } from '../web/answer.ts';
import type { PageDesk } from '../web/page-desk.ts';
import { TooManyRequestsError } from '../web/problems.ts';
import type { PageRequest } from '../web/request.ts';
import type { Page } from '../web/routes.ts';
import { signInAs } from './sign-in-as.ts';
import { askedIn } from './sign-in-cookies.ts';
import { WORDS } from './words.ts';

const CODES = { what: 'sign-in-code', times: 10, minutes: 60 } as const;
const TEMPLATE = 'apply/sign-in-sent.njk';

/** Shows the address as it was typed, whoever it belongs to: most who wait for a mail in vain have mistyped it. */
export const signInSent =
  ({ records }: PageDesk): Page =>
  async ({ cookies }) =>
    show(TEMPLATE, { email: await askedFor(records, cookies) });

async function askedFor(records: Records, cookies: PageRequest['cookies']): Promise<string | undefined> {
  const address = askedIn(cookies);
  return address ? getSignInAddress(records, address) : undefined;
}

/** Signs in whoever types the code of the mail that they asked for in this browser. */
export const useSignInCode =
  (desk: PageDesk): Page =>
  async (request) => {
    const { form, cookies, at } = request;
    const { records } = desk;
    const wrong = showErrors(TEMPLATE, { email: await askedFor(records, cookies) }, [
      { field: 'code', text: WORDS.code },
    ]);
    const address = askedIn(cookies);
    const code = form
      .one('code')
      .toUpperCase()
      .replace(/[^A-Z0-9]/g, '');
    if (!address || code === '') return wrong;
    await records.transact([
      await countAgainst(records, CODES, address, at, () => new TooManyRequestsError('sign-in code')),
    ]);
    const target = await followCode(records, address, code);
    if (target?.leadsTo !== 'sign-in' || at >= new Date(target.until)) return wrong;
    try {
      await records.transact([useCode(address, code)]);
    } catch (error) {
      if (error instanceof LinkUsedError) return wrong;
      throw error;
    }
    return (await signInAs(desk, request, address)) ?? wrong;
  };
