import { SFNClient } from '@aws-sdk/client-sfn';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { environment } from '../environment.ts';
import { lean } from '../lean-client.ts';
import { logged } from '../log.ts';
import { Records } from '../store/records.ts';
import { pageHandler } from '../web/page-handler.ts';
import { site } from '../web/site.ts';
import { BearerTokens } from './api/bearer.ts';
import { LOOPBACK_CALLBACK } from './api/sign-in-place.ts';
import { isStaffApi, staffApi } from './api/staff-api.ts';
import { HELPDESK_PROBLEMS, helpdeskRoutes } from './helpdesk.ts';
import { SignInProvider } from './sign-in-provider.ts';
import { STAFF_COOKIE } from './staff-session.ts';

const records = new Records(environment('RECORDS_TABLE'));
const publicUrl = environment('PUBLIC_URL');
const console = `${publicUrl}/helpdesk`;
const { helpdesk } = site();
const registration = {
  issuer: environment('OIDC_ISSUER'),
  clientId: environment('OIDC_CLIENT_ID'),
  groupsClaim: environment('OIDC_GROUPS_CLAIM'),
  callback: `${console}/sign-in/callback`,
  afterSignOut: console,
};
const provider = new SignInProvider(registration);
const { issuer, clientId } = registration;
const signIn = { issuer, clientId, callback: LOOPBACK_CALLBACK };
const api = { records, publicUrl, signIn, tokens: new BearerTokens(registration) };

const pages = pageHandler({
  routes: helpdeskRoutes({
    records,
    workflows: lean(new SFNClient()),
    stateMachineArn: environment('APPLICATION_WORKFLOW'),
    provider,
    publicUrl,
    helpdesk,
  }),
  records,
  now: () => new Date(),
  site: { helpdesk },
  problems: HELPDESK_PROBLEMS,
  sessionCookie: STAFF_COOKIE,
});

export const handler = logged((event: Parameters<typeof pages>[0], context: Context) =>
  isStaffApi(event.rawPath) ? staffApi(api, event as APIGatewayProxyEventV2, new Date()) : pages(event, context),
);
