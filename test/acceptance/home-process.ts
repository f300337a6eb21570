import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

const START = fileURLToPath(new URL('../../local/start.ts', import.meta.url));
const readyLine = z.object({ ready: z.literal(true), localUrl: z.url() });

/** What the home's own door says of it; the rest is for people. */
const health = z.object({
  urls: z.object({ public: z.url(), local: z.url() }),
  aws: z.object({
    region: z.string(),
    endpoints: z.record(z.string(), z.url()),
    resources: z.record(z.string(), z.string()),
  }),
});
export type Health = z.infer<typeof health>;

export async function readHealth(localUrl: string): Promise<Health> {
  const response = await fetch(`${localUrl}/health`);
  return health.parse(await response.json());
}

/** A single-machine home in a process of its own, on free ports, its clock moved by hand. */
export class HomeProcess {
  readonly health: Health;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, at: Health) {
    this.#child = child;
    this.health = at;
  }

  /**
   * @param settings environment variables of the home, besides those that let it start beside others
   * @param program what runs the home, and where its complaints go
   */
  static async start(
    dataFolder: string,
    settings: Readonly<Record<string, string>> = {},
    { program = START, errors = process.stderr }: { program?: string; errors?: Writable } = {},
  ): Promise<HomeProcess> {
    const child = launch(dataFolder, settings, program);
    child.stderr?.on('data', (said) => errors.write(said));
    const line = child.stdout && createInterface(child.stdout);
    const first = line && (await Promise.race([once(line, 'line'), once(child, 'exit').then(() => undefined)]));
    if (!first) throw new Error(`the home on ${dataFolder} ended with code ${child.exitCode} before it was ready`);
    const { localUrl } = readyLine.parse(JSON.parse(String(first[0])));
    return new HomeProcess(child, await readHealth(localUrl));
  }

  /** Runs a home that is not meant to start, to its end. */
  static async fail(
    dataFolder: string,
    settings: Readonly<Record<string, string>>,
  ): Promise<{ code: number | null; said: string }> {
    const child = launch(dataFolder, settings);
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (said += text));
    await once(child, 'close');
    return { code: child.exitCode, said };
  }

  /** The exit code, once it has ended; null when a signal ended it. */
  get ended(): Promise<number | null> {
    const { exitCode, signalCode } = this.#child;
    if (exitCode !== null || signalCode !== null) return Promise.resolve(exitCode);
    return once(this.#child, 'exit').then(([code]) => code);
  }

  /** @param signal `SIGTERM` as a service manager would, `SIGINT` as Ctrl-C, `SIGKILL` as the worst day */
  end(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    const { ended } = this;
    this.#child.kill(signal);
    return ended;
  }
}

/** Starts a home without waiting for it. */
export function launch(
  dataFolder: string,
  settings: Readonly<Record<string, string>> = {},
  program = START,
): ChildProcess {
  return spawn(process.execPath, [program, '--json-ready'], {
    env: {
      ...process.env,
      PORT: '0',
      LOCAL_PORT: '0',
      AWS_PORT: '0',
      PUBLIC_URL: '',
      DATA_DIR: dataFolder,
      CLOCK: 'manual',
      CLOCK_START: '2027-01-04T09:00:00Z',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
