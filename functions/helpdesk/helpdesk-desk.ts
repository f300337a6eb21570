import type { Desk } from '../acts/desk.ts';
import type { PageRequest } from '../web/request.ts';
import type { SignInProvider } from './sign-in-provider.ts';

/** What the console's pages need besides the request. */
export interface HelpdeskDesk extends Omit<Desk, 'at'> {
  readonly provider: Pick<SignInProvider, 'address' | 'signedIn' | 'signOutAddress'>;
}

/** The desk at which an act of this request is done. */
export const deskOf = (
  { records, workflows }: Pick<HelpdeskDesk, 'records' | 'workflows'>,
  { at }: Pick<PageRequest, 'at'>,
): Desk => ({
  records,
  workflows,
  at,
});
