import { SFNClient } from '@aws-sdk/client-sfn';
import { environment } from '../environment.ts';
import { logged } from '../log.ts';
import { Records } from '../store/records.ts';
import { pageHandler } from '../web/page-handler.ts';
import { site } from '../web/site.ts';
import { HELPDESK_PROBLEMS, helpdeskRoutes } from './helpdesk.ts';
import { SignInProvider } from './sign-in-provider.ts';
import { STAFF_COOKIE } from './staff-session.ts';

const records = new Records(environment('RECORDS_TABLE'));
const publicUrl = environment('PUBLIC_URL');
const console = `${publicUrl}/helpdesk`;
const { helpdesk } = site();
const provider = new SignInProvider({
  issuer: environment('OIDC_ISSUER'),
  clientId: environment('OIDC_CLIENT_ID'),
  groupsClaim: environment('OIDC_GROUPS_CLAIM'),
  callback: `${console}/sign-in/callback`,
  afterSignOut: console,
});

export const handler = logged(
  pageHandler({
    routes: helpdeskRoutes({ records, workflows: new SFNClient(), provider, publicUrl, helpdesk }),
    records,
    now: () => new Date(),
    site: { helpdesk },
    problems: HELPDESK_PROBLEMS,
    sessionCookie: STAFF_COOKIE,
  }),
);
