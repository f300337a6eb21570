import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

/** A home that a command started for itself. */
export interface StartedHome {
  readonly localUrl: string;
  stop(): Promise<void>;
}

/** The home that the command needs did not start. */
export class HomeStartError extends Error {
  override readonly name = 'HomeStartError';
}

/**
 * The first two as `npm start` has them: on few cores, threads that help to collect garbage cost more than they help; and young
 * objects are collected only when their room is full, which without a limit takes a hundred megabytes. The limit of old ones
 * keeps their garbage small: where gigabytes are allowed, it may grow to four times what is in use.
 */
const FLAGS = ['--single-threaded-gc', '--max-semi-space-size=4', '--max-old-space-size=512'];
/** A process of its own, because commands know AWS's interfaces and nothing of how a home runs. */
const START = fileURLToPath(new URL('../local/start.ts', import.meta.url));

const readyLine = z.object({ ready: z.literal(true), localUrl: z.url() });

/**
 * Starts a home on `DATA_DIR`, at free ports, so that it is in nobody's way.
 *
 * @param settings environment variables of the home, besides this process's
 * @throws HomeStartError
 */
export async function startHome(settings: Readonly<Record<string, string>> = {}): Promise<StartedHome> {
  const child = spawn(process.execPath, [...FLAGS, START, '--json-ready', '--empty'], {
    // many threads, each with an arena of its own, would hold on to a hundred megabytes more (glibc alone knows the name)
    env: { MALLOC_ARENA_MAX: '2', ...process.env, PORT: '0', LOCAL_PORT: '0', AWS_PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  // it must not outlive a command that is stopped
  const stopped = (signal: NodeJS.Signals) => {
    child.kill(signal);
    ended.finally(() => process.exit(1));
  };
  process.once('SIGINT', stopped).once('SIGTERM', stopped);
  const lines = createInterface(child.stdout);
  const localUrl = await new Promise<string>((ready, failed) => {
    lines.on('line', (line) => {
      const said = readReady(line);
      if (said) ready(said.localUrl);
    });
    ended.then(
      () => failed(new HomeStartError('the home ended before it was ready: see above for why')),
      (cause) => failed(new HomeStartError('the home could not be started', { cause })),
    );
  });
  return {
    localUrl,
    async stop() {
      process.off('SIGINT', stopped).off('SIGTERM', stopped);
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** The home may print other lines before. */
function readReady(line: string): z.infer<typeof readyLine> | undefined {
  return line.startsWith('{"ready":') ? readyLine.parse(JSON.parse(line)) : undefined;
}
