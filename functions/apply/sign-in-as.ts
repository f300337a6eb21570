import { knowPerson } from '../acts/know-person.ts';
import { getSignInAddress } from '../store/sign-in-request-row.ts';
import { goTo, type PageAnswer } from '../web/answer.ts';
import { deskOf, type PageDesk } from '../web/page-desk.ts';
import type { PageRequest } from '../web/request.ts';
import { openSession } from '../web/session.ts';
import { FORGET, nextIn } from './sign-in-cookies.ts';
import { afterSigningIn } from './start-application.ts';

/**
 * Opens a session for whoever has shown that an address is theirs, and leads back to where signing in was asked for. Only
 * now do they become somebody whom the service knows. Undefined when the address was asked for too long ago.
 */
export async function signInAs(desk: PageDesk, request: PageRequest, address: string): Promise<PageAnswer | undefined> {
  const { records } = desk;
  const { cookies, at } = request;
  const email = await getSignInAddress(records, address);
  if (email === undefined) return undefined;
  const person = await knowPerson(deskOf(desk, request), { email });
  const { cookies: session, unsaved } = await openSession(records, person, at);
  const next = unsaved ?? (await afterSigningIn(desk, request, person, nextIn(cookies)));
  return goTo(next, [...session, ...FORGET]);
}
