import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

/** https://pypi.org/project/ministack/: pinned, so that a run can be repeated. */
export const VERSION = '1.5.33';
export const ACCOUNT = '111111111111';

const run = promisify(execFile);
const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 10_000;

/** There is no emulator to be had: the message says why, and what to do. */
export class NoEmulatorError extends Error {
  override readonly name = 'NoEmulatorError';
}

/** MiniStack, an emulator of AWS that nobody of this project wrote, in a Python environment and a process of its own. */
export class Emulator {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(url: string, child: ChildProcess) {
    this.url = url;
    this.#child = child;
  }

  /**
   * Installs it from PyPI and starts it, empty, on a free port.
   *
   * @param folder gets the environment, and the emulator's log
   * @param region of whatever does not say another
   * @throws NoEmulatorError where there is no Python, no PyPI, or it does not start
   */
  static async start(folder: string, region: string): Promise<Emulator> {
    await install(folder);
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const log = openSync(join(folder, 'emulator.log'), 'a');
    const child = spawn(join(folder, 'venv/bin/ministack'), {
      env: {
        ...process.env,
        GATEWAY_PORT: String(port),
        BIND_HOST: '127.0.0.1',
        MINISTACK_HOST: '127.0.0.1',
        MINISTACK_ACCOUNT_ID: ACCOUNT,
        MINISTACK_REGION: region,
        TMPDIR: folder,
      },
      stdio: ['ignore', log, log],
    });
    const emulator = new Emulator(url, child);
    for (const end = Date.now() + START_LIMIT_MS; !(await emulator.#isReady()); await sleep(200)) {
      if (child.exitCode === null && Date.now() < end) continue;
      await emulator.stop();
      throw new NoEmulatorError(`the emulator does not start: see ${join(folder, 'emulator.log')}`);
    }
    return emulator;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    // workflows that wait keep it from ending
    const kill = setTimeout(() => this.#child.kill('SIGKILL'), STOP_LIMIT_MS);
    await ended;
    clearTimeout(kill);
  }

  async #isReady(): Promise<boolean> {
    const answer = await fetch(`${this.url}/_ministack/health`).catch(() => undefined);
    await answer?.arrayBuffer();
    return answer?.ok === true;
  }
}

async function install(folder: string): Promise<void> {
  const venv = join(folder, 'venv');
  try {
    await run('python3', ['-m', 'venv', venv]);
    await run(join(venv, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', `ministack==${VERSION}`]);
  } catch (cause) {
    throw new NoEmulatorError('MiniStack cannot be installed: it needs Python 3.10 or newer and PyPI', { cause });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('there is no free port');
  return address.port;
}
