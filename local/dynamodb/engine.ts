import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { EngineFile } from './engine-file.ts';
import { endLeftover, endProcess } from './leftover.ts';

export interface EngineOptions {
  /** The SQLite file that holds the records. */
  file: string;
  /** Where the engine's process id is noted, so that the next start finds an engine that a killed home left behind. */
  pidFile: string;
  /** An engine that runs already (`DYNAMODB_ENDPOINT`): then none is started, and `file` stays unused. */
  endpoint?: string | undefined;
  /** Told each line that the engine prints. */
  log?: (line: string) => void;
  /** Told once if the engine ends without having been stopped. */
  onDeath?: (error: EngineError) => void;
}

export interface Engine {
  /** `http://127.0.0.1:…` */
  readonly endpoint: string;
  /** The engine's file; undefined when the engine is not the home's own. */
  readonly file: EngineFile | undefined;
  /** Ends the engine, if the home started it. */
  stop(): Promise<void>;
}

/** The engine is missing, does not start, or has died. The message says in one sentence what to do. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
}

/** A start takes some 20 ms; a slow disk and a long write-ahead log may need much longer. */
const START_LIMIT_MS = 30_000;

/**
 * Starts the DynamoDB engine of the home, or uses the one that `endpoint` names.
 *
 * @throws EngineError
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  if (options.endpoint !== undefined) return useEngine(options.endpoint);
  const file = resolve(options.file);
  const binary = findBinary();
  await endLeftover(options.pidFile, file);
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const engine = await launch(binary, file, port, options);
    if (engine !== 'port taken') return engine;
    // somebody else took the free port between our look and the engine's
    if (attempt === 5) throw new EngineError('the DynamoDB engine finds no free port: try again');
  }
}

async function useEngine(endpoint: string): Promise<Engine> {
  if (!(await answers(endpoint))) {
    throw new EngineError(`no DynamoDB engine answers at ${endpoint}: start it, or unset DYNAMODB_ENDPOINT`);
  }
  return { endpoint, file: undefined, stop: async () => {} };
}

function findBinary(): string {
  const executable = process.platform === 'win32' ? 'dynoxide.exe' : 'dynoxide';
  const name = `@dynoxide/${process.platform}-${process.arch}`;
  try {
    return createRequire(import.meta.url).resolve(`${name}/${executable}`);
  } catch (cause) {
    throw new EngineError(
      `the DynamoDB engine (npm package ${name}) is not installed: install it, or set DYNAMODB_ENDPOINT to an engine that runs`,
      { cause },
    );
  }
}

async function launch(
  binary: string,
  file: string,
  port: number,
  { pidFile, log = () => {}, onDeath = () => {} }: EngineOptions,
): Promise<Engine | 'port taken'> {
  const child = spawn(binary, ['serve', '--host', '127.0.0.1', '--port', String(port), '--db-path', file], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // it does one thing at a time, and two threads that wait for each other take half as much again of the processor
    env: { ...process.env, TOKIO_WORKER_THREADS: '1' },
    // a process group of its own: Ctrl-C is for the home, which still needs the engine while it ends
    detached: true,
  });
  if (child.pid !== undefined) writeFileSync(pidFile, String(child.pid));
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (line) => {
      printed.push(line);
      printed.splice(0, printed.length - 5);
      log(line);
    });
  }
  const ended = new Promise<string>((end) => {
    child.once('error', (error) => end(error.message));
    child.once('close', (code, signal) => {
      const said = printed.length > 0 ? `; the last that it said: ${printed.join(' | ')}` : '';
      end(`it ended with ${signal ?? `code ${code}`}${said}`);
    });
  });

  const endpoint = `http://127.0.0.1:${port}`;
  const failure = await Promise.race([ended, ready(endpoint, child)]);
  if (failure !== 'ready') {
    rmSync(pidFile, { force: true });
    if (/in use/i.test(failure)) return 'port taken';
    throw new EngineError(`the DynamoDB engine does not start on ${file}: ${failure}`);
  }

  const engineFile = new EngineFile(file);
  let stopping = false;
  void ended.then((reason) => {
    if (!stopping) onDeath(new EngineError(`the DynamoDB engine has died (${reason}): start the home again`));
  });
  return {
    endpoint,
    file: engineFile,
    async stop() {
      if (stopping) return;
      stopping = true;
      engineFile.close();
      if (!isRunning(child)) return; // its number, and its note, may be another's by now
      await endProcess(child.pid as number, () => isRunning(child));
      rmSync(pidFile, { force: true });
    },
  };
}

/** Resolves with 'ready' once the engine answers, or with what is wrong when it never does. */
async function ready(endpoint: string, child: ChildProcess): Promise<string> {
  const giveUpAt = Date.now() + START_LIMIT_MS;
  while (isRunning(child) && Date.now() < giveUpAt) {
    // only an engine that still runs counts: the answer may come from somebody else on that port
    if ((await answers(endpoint)) && isRunning(child)) return 'ready';
    await pause(10);
  }
  child.kill('SIGKILL');
  return `no answer within ${START_LIMIT_MS / 1000} s`;
}

async function answers(endpoint: string): Promise<boolean> {
  try {
    await (await fetch(endpoint)).arrayBuffer();
    return true;
  } catch {
    return false; // nobody listens there, or nobody who speaks HTTP
  }
}

function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

/** The engine takes port 0 but never says which one it got, so the home picks one. */
function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => found(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
