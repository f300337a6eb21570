import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Applicant } from './applicant.ts';
import { bringSchools, openRound } from './commands.ts';
import { endorserWith } from './endorser.ts';
import { HomeProcess } from './home-process.ts';
import type { Mail } from './mailbox.ts';
import { type Service, serviceAt } from './service.ts';

let parent: string;
let home: HomeProcess;
const run = promisify(execFile);
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'durability-'));
});
afterEach(async () => {
  await home.end();
  await rm(parent, { recursive: true });
});

async function startHome(folder: string): Promise<Service> {
  home = await HomeProcess.start(join(parent, folder));
  return serviceAt(home.health.urls.public, home.health.urls.local);
}

/** An application that waits for its endorsers. */
async function waiting(service: Service): Promise<string> {
  await bringSchools(service);
  return new Applicant(service).apply(await openRound(service));
}

/** Both endorsers answer: then the case waits for its decision. */
async function endorse(service: Service, asked: readonly Mail[]): Promise<void> {
  for (const letter of asked) await endorserWith(service, letter).endorse();
  await service.clock.settle();
}

const stateOf = async ({ executions }: Service, reference: string) =>
  (await executions.history(reference)).findLast((event) => event.stateEnteredEventDetails)?.stateEnteredEventDetails
    ?.name;

test('a case goes on after its home was killed while it waited', async () => {
  const before = await startHome('data');
  const reference = await waiting(before);
  const asked = await before.mail.list({ reference, template: 'endorsement-asked' });
  await before.clock.moveBy('P3D');
  await home.end('SIGKILL');

  const after = await startHome('data');
  expect(await after.clock.now()).toEqual(new Date('2027-01-08T09:30:00Z'));
  expect(await after.executions.theOne(reference)).toMatchObject({ status: 'RUNNING' });
  await endorse(after, asked);
  expect(await stateOf(after, reference)).toBe('Await decision');
  expect(await after.mail.list({ reference, template: 'endorsements-complete' })).toHaveLength(1);
});

test('a case goes on in another folder, from a backup that was taken while its home ran', async () => {
  const before = await startHome('data');
  const reference = await waiting(before);
  const asked = await before.mail.list({ reference, template: 'endorsement-asked' });
  const backup = join(parent, 'backup.tar.gz');
  await run(process.execPath, ['local/backup.ts', backup], { env: { ...process.env, DATA_DIR: join(parent, 'data') } });
  await home.end();
  await run(process.execPath, ['local/restore.ts', backup], {
    env: { ...process.env, DATA_DIR: join(parent, 'copy') },
  });

  const after = await startHome('copy');
  expect(await after.mail.list({ reference, template: 'endorsement-asked' })).toEqual(asked);
  await endorse(after, asked);
  expect(await stateOf(after, reference)).toBe('Await decision');
});
