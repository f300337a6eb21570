import { createHash } from 'node:crypto';
import { HELPDESK_PROBLEMS, helpdeskRoutes, staffRoutes } from '../../../functions/helpdesk/helpdesk.ts';
import type { HelpdeskDesk } from '../../../functions/helpdesk/helpdesk-desk.ts';
import type { SignedIn } from '../../../functions/helpdesk/sign-in-provider.ts';
import { SignInRefusedError } from '../../../functions/helpdesk/sign-in-provider.ts';
import type { StaffRoute } from '../../../functions/helpdesk/staff-route.ts';
import { STAFF_COOKIE } from '../../../functions/helpdesk/staff-session.ts';
import type { Records } from '../../../functions/store/records.ts';
import { pageHandler } from '../../../functions/web/page-handler.ts';
import { Browser, SITE } from '../web/browser.ts';

/** Who signs in is said by the code that the provider sends back: `casey case-worker body:national`. */
const provider: HelpdeskDesk['provider'] = {
  address: async (secret) => `https://sign-in.example/?for=${secret}`,
  async signedIn(query): Promise<SignedIn> {
    const [name = '', ...groups] = (query.get('code') ?? '').split(' ');
    if (name === '') throw new SignInRefusedError('access_denied');
    return { staff: staffIdOf(name), name, email: `${name}@helpdesk.example`, groups };
  },
  signOutAddress: async () => 'https://sign-in.example/sign-out',
};

export const staffIdOf = (name: string): string => createHash('sha256').update(name).digest('hex').slice(0, 32);

/** The console over a real table, at an instant that a test can move. */
export class Console {
  readonly handler: ReturnType<typeof pageHandler>;
  readonly routes: readonly StaffRoute[];
  now: Date;

  /** @param send what workflows answer: by default, nothing runs that could be woken */
  constructor(
    records: Records,
    now: Date,
    send: (command: { readonly input: unknown }) => Promise<object> = async () => ({}),
  ) {
    this.now = now;
    const desk: HelpdeskDesk = {
      records,
      workflows: { send } as never,
      stateMachineArn: 'arn:aws:states:eu-west-2:000000000000:stateMachine:application',
      provider,
      publicUrl: 'https://rounds.example',
      ...SITE,
    };
    this.routes = staffRoutes(desk);
    this.handler = pageHandler({
      routes: helpdeskRoutes(desk),
      records,
      now: () => this.now,
      site: SITE,
      problems: HELPDESK_PROBLEMS,
      sessionCookie: STAFF_COOKIE,
    });
  }

  visitor(): Browser {
    return new Browser(this.handler);
  }

  async signIn(name: string, ...groups: readonly string[]): Promise<Browser> {
    const browser = this.visitor();
    await browser.get('/helpdesk/sign-in');
    await browser.get(`/helpdesk/sign-in/callback?code=${encodeURIComponent([name, ...groups].join(' '))}`);
    await browser.get('/helpdesk');
    return browser;
  }
}
