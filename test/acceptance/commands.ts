import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UsageError } from '../../commands/command-line.ts';
import { importRegister } from '../../commands/register/import-register.ts';
import { readRegisterFile } from '../../commands/register/register-file.ts';
import { runRounds } from '../../commands/rounds/run.ts';
import { openTarget } from '../../commands/target.ts';
import { calendarDate } from '../../domain/london-time.ts';
import { findProgramme } from '../../programmes/programmes.ts';
import { type Service, serviceUnderTest } from './service.ts';

const REGISTER = fileURLToPath(new URL('../../commands/register/demonstration-register.csv', import.meta.url));

/** `npm run rounds`, but for a process of its own: the output. commands.scenario.ts runs the real ones. */
async function rounds({ localUrl }: Service, ...words: string[]): Promise<string> {
  const lines = await runRounds([...words, '--home', localUrl], {
    isAgreed: async (question) => {
      throw new UsageError(question.join('\n'));
    },
    showTarget: () => {},
    showSignIn: (address) => {
      throw new UsageError(address);
    },
  });
  return lines.join('\n');
}

/** A service with the fictional schools, and a round that is open. */
export async function serviceWithRound(): Promise<{ service: Service; round: string }> {
  const service = await serviceUnderTest();
  await bringSchools(service);
  return { service, round: await openRound(service) };
}

/** Brings the fictional schools into the register, as of today. */
export async function bringSchools({ localUrl }: Service): Promise<void> {
  const target = await openTarget({ home: localUrl }, new Date());
  const today = calendarDate(target.now);
  await importRegister(target, await readRegisterFile(REGISTER, () => {}), {
    file: basename(REGISTER),
    dates: { registerDate: today, inspectionsDate: today },
    now: target.now,
    demonstration: true,
    replace: false,
    progress: () => {},
  });
  await target.close();
}

/** A round of a programme, by its id, that is open: one that is there, or one that opens tomorrow, waited for. */
export async function openRound(service: Service, programme = 'lle'): Promise<string> {
  const listed = await rounds(service, 'list');
  const [, open] = new RegExp(`^(${programme}-\\S+) .*\\(open\\)$`, 'm').exec(listed) ?? [];
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
  const printed = await rounds(service, 'create', ...titled, ...options);
  const [, round] = /^round (\S+)$/m.exec(printed) ?? [];
  if (!round) throw new Error(`no round was made: ${printed}`);
  // 9:30 in London in winter, 10:30 in summer: open either way
  return { round, opens: new Date(`${tomorrow}T09:30:00Z`) };
}

/** A calendar date: `2027-01-05`. */
export const dayAfter = (now: Date, days: number): string =>
  new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
