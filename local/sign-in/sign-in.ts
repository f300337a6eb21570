import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { Hono } from 'hono';
import { proxy } from 'hono/proxy';
import type { Clock } from '../clock/clock.ts';
import type { SignInClient } from './clients.ts';
import type { Listening, ProviderData } from './messages.ts';
import type { TestPerson } from './test-people.ts';

export interface SignInOptions {
  /** Where browsers and functions reach it: the home's own door and a path. */
  readonly issuer: string;
  readonly clients: readonly SignInClient[];
  readonly people: readonly TestPerson[];
  readonly clock: Clock;
}

/** Signs test people in where the template has a user pool. Its thread begins when somebody first signs in. */
export class SignIn {
  readonly #options: SignInOptions;
  readonly #instant = new BigInt64Array(new SharedArrayBuffer(8));
  #thread: Worker | undefined;
  #address: Promise<string> | undefined;

  constructor(options: SignInOptions) {
    this.#options = options;
  }

  /** Its pages and its API. Mount them at the root. */
  pages(): Hono {
    const { issuer, clock } = this.#options;
    const { pathname, host, protocol } = new URL(issuer);
    return new Hono().all(`${pathname}/*`, async (context) => {
      Atomics.store(this.#instant, 0, BigInt(clock.now()));
      const { pathname: path, search } = new URL(context.req.url);
      this.#address ??= this.#start();
      return proxy((await this.#address) + path + search, {
        raw: context.req.raw,
        headers: { ...context.req.header(), 'x-forwarded-host': host, 'x-forwarded-proto': protocol.replace(':', '') },
        redirect: 'manual',
      });
    });
  }

  async close(): Promise<void> {
    await this.#thread?.terminate();
  }

  async #start(): Promise<string> {
    const { issuer, clients, people } = this.#options;
    const workerData: ProviderData = { issuer, clients, people, instant: this.#instant };
    this.#thread = new Worker(new URL('./thread.ts', import.meta.url), { workerData });
    const [{ port }] = (await once(this.#thread, 'message')) as [Listening];
    return `http://127.0.0.1:${port}`;
  }
}
