import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import type { Page } from 'playwright-core';
import type { ApplicationState, MoveCause } from '../../domain/application.ts';
import type { Desk } from '../../functions/acts/desk.ts';
import { APPLY_PROBLEMS, applyRoutes } from '../../functions/apply/apply.ts';
import { serveAsset } from '../../functions/assets/assets.ts';
import { createCheckEligibility } from '../../functions/check-eligibility/check-eligibility.ts';
import { endorseRoutes } from '../../functions/endorse/endorse.ts';
import { HELPDESK_PROBLEMS, helpdeskRoutes } from '../../functions/helpdesk/helpdesk.ts';
import type { HelpdeskDesk } from '../../functions/helpdesk/helpdesk-desk.ts';
import { type SignedIn, SignInRefusedError } from '../../functions/helpdesk/sign-in-provider.ts';
import { openStaffSession, STAFF_COOKIE } from '../../functions/helpdesk/staff-session.ts';
import { getCase, moveCase } from '../../functions/store/case-row.ts';
import type { Records } from '../../functions/store/records.ts';
import { pageHandler } from '../../functions/web/page-handler.ts';
import { openSession } from '../../functions/web/session.ts';
import { Clock } from '../../local/clock/clock.ts';
import { createPublicDoor } from '../../local/http-api/public-door.ts';
import { aDesk, aSubmission, OPEN, type Wanted } from '../functions/an-application.ts';
import { staffIdOf } from '../functions/helpdesk/console.ts';
import { runTable, type TestTable } from '../functions/records-harness.ts';
import { SITE } from '../functions/web/browser.ts';
import { openPage, type Visit } from './open-page.ts';
import { StaffAtDesk } from './staff.ts';

/** A provider that knows of everybody that they have no role here. */
const PROVIDER: HelpdeskDesk['provider'] = {
  address: async () => '/help/cookies',
  async signedIn(query) {
    if (query.has('error')) throw new SignInRefusedError('access_denied');
    return { staff: staffIdOf('nobody'), name: 'nobody', email: 'nobody@helpdesk.example', groups: [] };
  },
  signOutAddress: async () => '/help/cookies',
};

/**
 * The pages of applicants, endorsers and staff over a table of their own, at an instant that a test sets: for states that a case
 * of a whole home would take weeks and many steps to come to.
 */
export class PagesApart {
  now = OPEN;
  readonly #table: TestTable;
  readonly #server: ServerType;
  #arriving: SignedIn | undefined;

  private constructor(table: TestTable) {
    this.#table = table;
    const options = { records: table.records, now: () => this.now, site: SITE };
    // nothing waits for anybody here
    const desk = { records: table.records, workflows: aDesk(table.records).workflows };
    const handlers: Record<string, (event: never, context: never) => Promise<unknown>> = {
      apply: pageHandler({ ...options, routes: applyRoutes(desk), problems: APPLY_PROBLEMS }) as never,
      endorse: pageHandler({ ...options, routes: endorseRoutes(desk) }) as never,
      helpdesk: this.#helpdesk(desk.workflows) as never,
      assets: serveAsset as never,
      session: ({ rawPath }: { rawPath: string }) => this.#signIn(rawPath),
      'staff-session': () => this.#signStaffIn(),
    };
    const route = (key: string, functionArn: string) => ({ key, functionArn, timeout: 20_000 });
    const door = createPublicDoor({
      api: {
        id: 'apart',
        routes: [
          route('GET /assets/{proxy+}', 'assets'),
          route('ANY /e/{proxy+}', 'endorse'),
          route('GET /session-of/{person}', 'session'),
          route('GET /staff-session', 'staff-session'),
          route('ANY /helpdesk', 'helpdesk'),
          route('ANY /helpdesk/{proxy+}', 'helpdesk'),
          route('$default', 'apply'),
        ],
      },
      account: '000000000000',
      clock: new Clock({ mode: 'manual', now: OPEN.getTime() }),
      publicUrl: 'http://127.0.0.1',
      invoke: async (name, event) => {
        const said = await handlers[name]?.(JSON.parse(event) as never, {} as never);
        return { ok: true, payload: JSON.stringify(said) };
      },
    });
    this.#server = serve({ fetch: door.fetch, port: 0, hostname: '127.0.0.1' });
  }

  static async open(): Promise<PagesApart> {
    const apart = new PagesApart(await runTable());
    await once(apart.#server, 'listening');
    return apart;
  }

  get records(): Records {
    return this.#table.records;
  }

  /** For acts at the instant of the pages. */
  get desk(): Desk {
    return aDesk(this.records, this.now);
  }

  /** A window at these pages; of somebody who is signed in, if a person is given. */
  async page(visit: Visit, person?: string): Promise<Page> {
    const url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    const page = await openPage(visit, url);
    if (person !== undefined) await page.goto(`/session-of/${person}`);
    return page;
  }

  /** A member of staff at these pages. @param groups roles, and bodies such as `body:north-hub` */
  async staff(visit: Visit, name: string, ...groups: readonly string[]): Promise<StaffAtDesk> {
    this.#arriving = { staff: staffIdOf(name), name, email: `${name}@helpdesk.example`, groups };
    const page = await this.page(visit);
    await page.goto('/staff-session');
    await page.goto('/helpdesk');
    return new StaffAtDesk(page);
  }

  /** An application that was sent and checked. */
  async checked(wanted: Wanted = {}) {
    const sent = await aSubmission(this.desk, wanted);
    await createCheckEligibility({ records: this.records, now: () => this.now })({ reference: sent.reference });
    return { ...sent, path: `/applications/${sent.reference}` };
  }

  async move(reference: string, to: ApplicationState, by: MoveCause): Promise<void> {
    await this.records.transact([moveCase(await getCase(this.records, reference), to, by, this.now)]);
  }

  #helpdesk(workflows: Desk['workflows']) {
    const { helpdesk } = SITE;
    const desk = {
      records: this.records,
      workflows,
      stateMachineArn: 'arn:aws:states:eu-west-2:000000000000:stateMachine:application',
      provider: PROVIDER,
      publicUrl: 'http://127.0.0.1',
      helpdesk,
    };
    return pageHandler({
      routes: helpdeskRoutes(desk),
      records: this.records,
      now: () => this.now,
      site: SITE,
      problems: HELPDESK_PROBLEMS,
      sessionCookie: STAFF_COOKIE,
    });
  }

  async #signStaffIn() {
    if (!this.#arriving) throw new Error('nobody is expected');
    const cookie = await openStaffSession(this.records, this.#arriving, this.now);
    return { statusCode: 200, cookies: [cookie], body: 'signed in' };
  }

  /** Browsers take this cookie from a server only. */
  async #signIn(path: string) {
    const { cookies } = await openSession(this.records, path.split('/').at(-1) ?? '', this.now);
    return { statusCode: 200, cookies, body: 'signed in' };
  }

  async close(): Promise<void> {
    this.#server.close();
    await this.#table.end();
  }
}
