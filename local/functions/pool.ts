import { randomUUID } from 'node:crypto';
import type { FunctionDefinition } from './definition.ts';
import { exitError } from './error-shape.ts';
import type { FunctionLog } from './function-log.ts';
import type { Invocation } from './invoke.ts';
import type { ThreadData } from './messages.ts';
import { Sandbox } from './sandbox.ts';

export interface PoolOptions {
  readonly definition: FunctionDefinition;
  readonly log: FunctionLog;
  readonly instant: ThreadData['instant'];
  readonly calls: ThreadData['calls'];
  readonly compileCache: string | undefined;
  /** How many of one function's invocations may run at once; further ones wait for their turn. */
  readonly concurrency: number;
}

/** Another thread costs about 150 ms of work and 30 MB, so a wait for one that is nearly done is cheaper. */
const PATIENCE_MS = 150;

/** Real time after which a thread that nobody needs is ended: a burst must not cost memory for good. */
const IDLE_MS = 30_000;
/** The same for the last thread of a function, whose end makes the next invocation wait for another. */
const LAST_IDLE_MS = 60_000;

/** The sandboxes of one function: made when first wanted, kept for the next invocation. */
export class Pool {
  readonly #options: PoolOptions;
  readonly #idle: Sandbox[] = [];
  readonly #endings = new Map<Sandbox, NodeJS.Timeout>();
  readonly #all = new Set<Sandbox>();
  readonly #waiting: ((sandbox: Sandbox) => void)[] = [];
  readonly #running = new Set<Promise<Invocation>>();
  #closed = false;
  #milliseconds = 0;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** How many sandboxes there are at this moment. */
  get size(): number {
    return this.#all.size;
  }

  /** Real time that the handler took, all invocations together. */
  get milliseconds(): number {
    return this.#milliseconds;
  }

  /** Runs the function once, as soon as a sandbox is free. Never rejects. */
  async invoke(payload: string): Promise<Invocation> {
    if (this.#closed) return { ok: false, error: exitError('none', { signal: 'terminated' }) };
    const running = this.#run(payload);
    this.#running.add(running);
    const invocation = await running;
    this.#running.delete(running);
    return invocation;
  }

  /** Loads the function's module before anybody asks for it. */
  async warm(): Promise<void> {
    if (this.#all.size > 0) return;
    const sandbox = this.#make();
    await sandbox.loaded;
    this.#giveBack(sandbox);
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const ending of this.#endings.values()) clearTimeout(ending);
    await Promise.all([...this.#all].map((sandbox) => sandbox.close()));
    await Promise.all(this.#running);
    this.#options.log.close();
  }

  async #run(payload: string): Promise<Invocation> {
    const { log } = this.#options;
    const sandbox = await this.#take();
    const requestId = randomUUID();
    const begun = performance.now();
    log.start(requestId);
    const invocation = await sandbox.run(requestId, payload);
    this.#milliseconds += sandbox.lastMilliseconds;
    log.end(requestId, invocation, performance.now() - begun);
    this.#giveBack(sandbox);
    return invocation;
  }

  async #take(): Promise<Sandbox> {
    for (let sandbox = this.#idle.pop(); sandbox; sandbox = this.#idle.pop()) {
      clearTimeout(this.#endings.get(sandbox));
      this.#endings.delete(sandbox);
      if (sandbox.alive) return sandbox;
      this.#all.delete(sandbox);
    }
    if (this.#all.size === 0) return this.#make();
    const { promise, resolve } = Promise.withResolvers<Sandbox>();
    this.#waiting.push(resolve);
    const growing = setTimeout(() => {
      const place = this.#waiting.indexOf(resolve);
      if (place < 0 || this.#closed || this.#all.size >= this.#options.concurrency) return;
      this.#waiting.splice(place, 1);
      resolve(this.#make());
    }, PATIENCE_MS);
    return promise.finally(() => clearTimeout(growing));
  }

  #giveBack(sandbox: Sandbox): void {
    if (!sandbox.alive) this.#all.delete(sandbox);
    const next = this.#waiting.shift();
    if (next) next(sandbox.alive || this.#closed ? sandbox : this.#make());
    else if (sandbox.alive) this.#rest(sandbox);
  }

  #rest(sandbox: Sandbox): void {
    this.#idle.push(sandbox);
    this.#endAfter(sandbox, IDLE_MS);
  }

  #endAfter(sandbox: Sandbox, pause: number, mayBeLast = false): void {
    this.#endings.set(sandbox, setTimeout(() => this.#endIdle(sandbox, mayBeLast), pause).unref());
  }

  #endIdle(sandbox: Sandbox, mayBeLast: boolean): void {
    this.#endings.delete(sandbox);
    const place = this.#idle.indexOf(sandbox);
    if (place < 0) return;
    if (this.#all.size === 1 && !mayBeLast) {
      this.#endAfter(sandbox, LAST_IDLE_MS - IDLE_MS, true);
      return;
    }
    this.#idle.splice(place, 1);
    this.#all.delete(sandbox);
    void sandbox.close();
  }

  #make(): Sandbox {
    const { definition, log, ...shared } = this.#options;
    const sandbox = new Sandbox(definition, log, shared);
    this.#all.add(sandbox);
    return sandbox;
  }
}
