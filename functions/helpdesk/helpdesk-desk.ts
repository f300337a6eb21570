import type { Contact } from '../mail/render.ts';
import type { PageDesk } from '../web/page-desk.ts';
import type { SignInProvider } from './sign-in-provider.ts';

/** What the console's pages need besides the request. */
export interface HelpdeskDesk extends PageDesk {
  readonly provider: Pick<SignInProvider, 'address' | 'signedIn' | 'signOutAddress'>;
  /** The application workflow: for starting it anew. */
  readonly stateMachineArn: string;
  /** For showing mails as they were sent. */
  readonly publicUrl: string;
  readonly helpdesk: Contact;
}
