import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { SFNClient, SFNServiceException } from '@aws-sdk/client-sfn';

const VICTIM = fileURLToPath(new URL('victim.ts', import.meta.url));

/** A home in a process of its own that can be killed and started again on the same folder. */
export class HomeProcess {
  readonly folder: string;
  #child: ChildProcess | undefined;
  #client: SFNClient | undefined;
  #ready: Promise<void> = Promise.resolve();
  #isOver = false;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Resolves when the process answers; rejects when it ended before. */
  get ready(): Promise<void> {
    return this.#ready;
  }

  start(): void {
    const child = spawn(process.execPath, [VICTIM, this.folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#child = child;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#ready = promise;
    // a kill before it is ready is part of the torture; whoever waits for readiness still learns of it
    promise.catch(() => {});
    createInterface(child.stdout).once('line', (endpoint) => {
      const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
      this.#client = new SFNClient({ endpoint, region: 'eu-west-2', credentials, maxAttempts: 1 });
      resolve();
    });
    child.once('exit', (code) => reject(new Error(`the home ended with code ${code} before it was ready`)));
  }

  /** Ends the process at once (`kill -9`) and waits until it is gone. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
    this.#client?.destroy();
    this.#client = undefined;
  }

  /** Ends the process for good: whoever still asks learns of it. */
  async end(): Promise<void> {
    this.#isOver = true;
    await this.kill();
  }

  /** Asks the home, again and again while its process is down. Answers that are errors of the service are thrown. */
  async ask<T>(question: (client: SFNClient) => Promise<T>): Promise<T> {
    while (!this.#isOver) {
      const client = this.#client;
      try {
        if (client) return await question(client);
      } catch (error) {
        if (error instanceof SFNServiceException && error.$fault === 'client') throw error;
      }
      await sleep(20);
    }
    throw new Error('the home is over');
  }
}
