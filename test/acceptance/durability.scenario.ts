import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HomeProcess } from './home-process.ts';
import { linkTo, type Mail } from './mailbox.ts';
import { type Service, serviceAt } from './service.ts';
import { apply, ENDORSER } from './thin-path.ts';

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

async function endorse({ newBrowser, clock }: Service, asked: Mail): Promise<void> {
  const endorser = newBrowser();
  const page = await endorser.visit(linkTo('/e/', asked));
  await endorser.submit(page, { answer: 'given', typedName: 'Chris Okafor' });
  await clock.settle();
}

test('a case goes on after its home was killed while it waited', async () => {
  const before = await startHome('data');
  const reference = await apply(before);
  const asked = await before.mail.latest({ to: ENDORSER, reference });
  await before.clock.moveBy('P3D');
  await home.end('SIGKILL');

  const after = await startHome('data');
  expect(await after.clock.now()).toEqual(new Date('2027-01-07T09:00:00Z'));
  expect(await after.executions.theOne(reference)).toMatchObject({ status: 'RUNNING' });
  await endorse(after, asked);
  expect(await after.executions.theOne(reference)).toMatchObject({ status: 'SUCCEEDED' });
  expect(await after.mail.list({ reference })).toHaveLength(2);
});

test('a case goes on in another folder, from a backup that was taken while its home ran', async () => {
  const before = await startHome('data');
  const reference = await apply(before);
  const asked = await before.mail.latest({ to: ENDORSER, reference });
  const backup = join(parent, 'backup.tar.gz');
  await run(process.execPath, ['local/backup.ts', backup], { env: { ...process.env, DATA_DIR: join(parent, 'data') } });
  await home.end();
  await run(process.execPath, ['local/restore.ts', backup], {
    env: { ...process.env, DATA_DIR: join(parent, 'copy') },
  });

  const after = await startHome('copy');
  expect((await after.mail.list({ reference })).map(({ key }) => key)).toHaveLength(2);
  await endorse(after, asked);
  expect(await after.executions.theOne(reference)).toMatchObject({ status: 'SUCCEEDED' });
});
