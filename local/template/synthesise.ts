import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { withLock } from './lock.ts';
import { hashSources } from './sources.ts';

export interface SynthesiseOptions {
  /** The project's folder, with `cdk.json`. */
  readonly root: string;
  /** Where cloud assemblies are kept, each in a folder named by its sources' hash. */
  readonly output: string;
  /** What `cdk -c key=value` would give the app, such as `settings`. */
  readonly context?: Readonly<Record<string, unknown>>;
}

/** The app did not run to its end: the message says why in a sentence, and where all that it printed lies. */
export class SynthesisError extends Error {
  override readonly name = 'SynthesisError';
}

const cdkSchema = z.object({ app: z.string(), context: z.record(z.string(), z.unknown()).default({}) });

/** A running home loads functions from its assembly lazily, so the last few outlive newer ones. */
const KEPT_ASSEMBLIES = 5;
const UNFINISHED = 'unfinished-';

/**
 * Gives the cloud assembly of the app as its sources are now, made again only when they have changed. Homes that start
 * at the same time share it.
 *
 * @returns the assembly's folder: no file of it changes again. What homes keep beside them goes when the assembly goes.
 * @throws SynthesisError
 */
export async function synthesise({ root, output, context = {} }: SynthesiseOptions): Promise<string> {
  const cdk = cdkSchema.parse(JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')));
  const appContext = { 'aws:cdk:enable-path-metadata': true, ...cdk.context, ...context };
  const assembly = join(output, hashSources(root, appContext));
  if (!existsSync(assembly)) {
    mkdirSync(output, { recursive: true });
    await withLock(join(output, 'lock.sqlite'), async () => {
      if (existsSync(assembly)) return;
      removeOld(output);
      const unfinished = mkdtempSync(join(output, UNFINISHED));
      await runApp(root, cdk.app, output, {
        CDK_OUTDIR: unfinished,
        CDK_CONTEXT_JSON: JSON.stringify(appContext),
        // CDK's own rules for templates take more time than all the rest: tests and `cdk` hold the app to them
        CDK_VALIDATION: 'false',
      });
      // in Lambda no package.json lies above a bundle; here the project's own would make its `.js` an ES module
      writeFileSync(join(unfinished, 'package.json'), '{ "type": "commonjs" }\n');
      renameSync(unfinished, assembly);
    });
  }
  const now = new Date();
  utimesSync(assembly, now, now);
  return assembly;
}

/** Runs the `app` command of cdk.json with this very Node. */
async function runApp(
  root: string,
  command: string,
  output: string,
  environment: Record<string, string>,
): Promise<void> {
  const [, ...parameters] = command.split(' ');
  const child = spawn(process.execPath, parameters, {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (printed += text));
  const ended = await new Promise<string>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(signal ?? `code ${code}`));
  });
  if (ended === 'code 0') return;
  const log = join(output, 'failed.log');
  writeFileSync(log, printed);
  // what Node prints of an error that nobody caught; the rest is for engineers
  const sentence = /^(?:\w*Error): ([\s\S]+?)(?=\n {4}at |\n\n|$)/m.exec(printed)?.[1];
  throw new SynthesisError(`the app cannot be synthesised: ${sentence ?? ended} (everything it said: ${log})`);
}

function removeOld(output: string): void {
  const folders = readdirSync(output, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const finished = folders.filter(({ name }) => !name.startsWith(UNFINISHED)).map(({ name }) => join(output, name));
  const newestFirst = finished.sort((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs);
  // whoever left something unfinished is gone, or it would hold the lock
  const unfinished = folders.filter(({ name }) => name.startsWith(UNFINISHED)).map(({ name }) => join(output, name));
  for (const folder of [...newestFirst.slice(KEPT_ASSEMBLIES - 1), ...unfinished]) {
    // a home that still runs from it may be adding what it has compiled
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
