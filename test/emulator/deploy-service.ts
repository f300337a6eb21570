import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readSettings } from '../../infra/settings.ts';
import { copyForEmulator, type LeftOut } from './assembly.ts';
import { type Deployed, deploy } from './deployed.ts';
import type { Emulator } from './emulator.ts';

const run = promisify(execFile);
const HOUR = 3_600_000;
const SYNTHESISED = 'synthesised';

/**
 * Synthesises the service.
 *
 * @param folder gets the templates and bundles
 * @param settings a settings file
 */
export async function synthesise(folder: string, settings: string): Promise<void> {
  await run('cdk', ['synth', '--quiet', '--output', join(folder, SYNTHESISED), '-c', `settings=${settings}`]);
}

/**
 * Deploys what the emulator takes of the synthesised service.
 *
 * @param folder in which it was synthesised
 * @param settings the file that it was synthesised with
 */
export async function deployService(
  emulator: Emulator,
  folder: string,
  settings: string,
  publicUrl: string,
): Promise<{ readonly deployed: Deployed; readonly leftOut: readonly LeftOut[] }> {
  const assembly = join(folder, 'assembly');
  const leftOut = copyForEmulator(join(folder, SYNTHESISED), assembly);
  return { leftOut, deployed: await deploy(emulator, assembly, readSettings(settings).region, publicUrl) };
}

/** Scenarios wait for a round to open, which here nobody can: there are rounds that have just opened. */
export async function makeRounds(localUrl: string): Promise<void> {
  const command = (name: string, ...args: string[]) =>
    run(process.execPath, [`commands/${name}.ts`, ...args, '--home', localUrl]);
  await command('register', '--demonstration');
  // London is at most an hour ahead of UTC: open for one or two hours
  const opens = new Date(Date.now() - HOUR).toISOString().slice(0, 16);
  const titled = ['--title', 'Emulated', '--opens', opens];
  await command('rounds', 'create', '--programme', 'lle', ...titled);
  await command('rounds', 'create', '--programme', 'sle', '--body', 'hillside-teaching-school', ...titled);
}
