import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ServerType, serve } from '@hono/node-server';
import type { Page } from 'playwright-core';
import type { Desk } from '../../functions/acts/desk.ts';
import { APPLY_PROBLEMS, applyRoutes } from '../../functions/apply/apply.ts';
import { serveAsset } from '../../functions/assets/assets.ts';
import { endorseRoutes } from '../../functions/endorse/endorse.ts';
import type { Records } from '../../functions/store/records.ts';
import { pageHandler } from '../../functions/web/page-handler.ts';
import { openSession } from '../../functions/web/session.ts';
import { Clock } from '../../local/clock/clock.ts';
import { createPublicDoor } from '../../local/http-api/public-door.ts';
import { aDesk, OPEN } from '../functions/an-application.ts';
import { runTable, type TestTable } from '../functions/records-harness.ts';
import { SITE } from '../functions/web/browser.ts';
import { openPage, type Visit } from './open-page.ts';

/**
 * The pages of applicants and endorsers over a table of their own, at an instant that a test sets: for states that a case
 * of a whole home would take weeks and many steps to come to.
 */
export class PagesApart {
  now = OPEN;
  readonly #table: TestTable;
  readonly #server: ServerType;

  private constructor(table: TestTable) {
    this.#table = table;
    const options = { records: table.records, now: () => this.now, site: SITE };
    // nothing waits for anybody here
    const desk = { records: table.records, workflows: aDesk(table.records).workflows };
    const handlers: Record<string, (event: never, context: never) => Promise<unknown>> = {
      apply: pageHandler({ ...options, routes: applyRoutes(desk), problems: APPLY_PROBLEMS }) as never,
      endorse: pageHandler({ ...options, routes: endorseRoutes(desk) }) as never,
      assets: serveAsset as never,
      session: ({ rawPath }: { rawPath: string }) => this.#signIn(rawPath),
    };
    const route = (key: string, functionArn: string) => ({ key, functionArn, timeout: 20_000 });
    const door = createPublicDoor({
      api: {
        id: 'apart',
        routes: [
          route('GET /assets/{proxy+}', 'assets'),
          route('ANY /e/{proxy+}', 'endorse'),
          route('GET /session-of/{person}', 'session'),
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
