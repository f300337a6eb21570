import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findProgramme } from '../../programmes/programmes.ts';
import type { Service } from './service.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Runs one of the service's commands on a home that runs, as `npm run <name>` does. Gives what it printed. */
async function command({ localUrl }: Service, name: 'register' | 'rounds', ...parameters: string[]): Promise<string> {
  const run = promisify(execFile);
  const file = `${ROOT}commands/${name}.ts`;
  const { stdout } = await run(process.execPath, [file, ...parameters, '--home', localUrl], { cwd: ROOT });
  return stdout;
}

/** Brings the fictional schools into the register. */
export async function bringSchools(service: Service): Promise<void> {
  await command(service, 'register', '--demonstration');
}

/** A round of a programme, by its id, that is open: one that is there, or one that opens tomorrow, waited for. */
export async function openRound(service: Service, programme = 'lle'): Promise<string> {
  const rounds = await command(service, 'rounds', 'list');
  const [, open] = new RegExp(`^(${programme}-\\S+) .*\\(open\\)$`, 'm').exec(rounds) ?? [];
  if (open) return open;
  const isDevolved = findProgramme(programme)?.designatedBy === 'teaching-school';
  return makeRound(service, programme, isDevolved ? ['--body', 'hillside-teaching-school'] : []);
}

/** Makes a round that opens tomorrow, and waits for it. Gives its id. */
export async function makeRound(service: Service, programme: string, options: readonly string[]): Promise<string> {
  const { round, opens } = await announceRound(service, programme, options);
  await service.clock.moveTo(opens);
  return round;
}

/** Makes a round that opens tomorrow. */
export async function announceRound(service: Service, programme: string, options: readonly string[]) {
  const tomorrow = dayAfter(await service.clock.now(), 1);
  const titled = ['--programme', programme, '--title', `Round of ${tomorrow}`, '--opens', `${tomorrow}T09:00`];
  const printed = await command(service, 'rounds', 'create', ...titled, ...options);
  const [, round] = /^round (\S+)$/m.exec(printed) ?? [];
  if (!round) throw new Error(`no round was made: ${printed}`);
  // 9:30 in London in winter, 10:30 in summer: open either way
  return { round, opens: new Date(`${tomorrow}T09:30:00Z`) };
}

/** A calendar date: `2027-01-05`. */
export const dayAfter = (now: Date, days: number): string =>
  new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
