import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { bringSchools, openRound } from './commands.ts';
import { linkTo } from './mailbox.ts';
import { type Service, serviceUnderTest } from './service.ts';
import { endorsedApplication, Staff } from './staff.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

let service: Service;
let staff: Staff;
beforeAll(async () => {
  service = await serviceUnderTest();
  staff = new Staff(service);
  await bringSchools(service);
});

/** By when a change is public. */
const SOON = 'PT5M';

const file = z.object({ entries: z.array(z.looseObject({ number: z.string(), name: z.string() })) });

/** The open data, as anybody reads it. */
async function directory(): Promise<z.infer<typeof file>['entries']> {
  const response = await fetch(`${service.baseUrl}/directory.json`);
  return file.parse(await response.json()).entries;
}

/** `npm run directory`. Gives what it printed. */
async function command(...words: string[]): Promise<string> {
  const file = `${ROOT}commands/directory.ts`;
  const { stdout } = await run(process.execPath, [file, ...words, '--home', service.localUrl], { cwd: ROOT });
  return stdout;
}

/** Somebody who agreed to be listed, from the application to the day of designation. */
async function designated(answers = {}) {
  const { applicant, reference } = await endorsedApplication(service, await openRound(service), answers);
  await staff.does('mark-all', reference, '--reason', 'Shown in the application');
  await staff.does('decide', reference, 'designate');
  await staff.does('release', reference);
  const letter = await service.mail.latest({ reference, template: 'designated' });
  const page = new URL(linkTo('/designations/', letter)).pathname;
  return { browser: applicant.browser, page, number: page.replace('/designations/', '') };
}

test('who agrees is in the directory within 5 minutes, says what they offer, and is gone within 5 minutes', async () => {
  const { clock } = service;
  const { browser, page, number } = await designated();
  await clock.moveBy(SOON);
  expect(await directory()).toContainEqual(
    expect.objectContaining({
      number,
      name: 'Robin Example',
      profile: 'A careful answer.',
      school: expect.objectContaining({ urn: '900001' }),
      availability: { state: 'open', placements: 1 },
    }),
  );

  await browser.submit(await browser.visit(`${page}/entry`), { profile: 'I coach new headteachers.', placements: '3' });
  await clock.moveBy(SOON);
  expect((await directory()).find((entry) => entry.number === number)).toMatchObject({
    profile: 'I coach new headteachers.',
    availability: { state: 'open', placements: 3 },
  });

  await browser.submit(await browser.visit(`${page}/leave`), {});
  await clock.moveBy(SOON);
  expect((await directory()).map((entry) => entry.number)).not.toContain(number);
});

test('who did not agree is never listed, and can list themselves and resign', async () => {
  const { clock, mail } = service;
  const { browser, page, number } = await designated({ 'list-me': 'no' });
  await clock.moveBy(SOON);
  expect((await directory()).map((entry) => entry.number)).not.toContain(number);

  const asked = browser.fillIn(await browser.visit(page), {});
  expect(asked.path).toBe(`${page}/list`);
  await browser.post(asked);
  await clock.moveBy(SOON);
  expect((await directory()).map((entry) => entry.number)).toContain(number);

  await browser.submit(await browser.visit(`${page}/resign`), {});
  await clock.moveBy(SOON);
  expect((await directory()).map((entry) => entry.number)).not.toContain(number);
  expect((await mail.latest({ template: 'designation-ended' })).text).toContain('because you resigned');
});

test('an earlier snapshot comes back, without whoever leaves, until somebody publishes anew', async () => {
  const { clock } = service;
  const [early, late] = [await designated(), await designated({ 'list-me': 'no' })];
  const listed = async () => {
    await clock.moveBy(SOON);
    const numbers = (await directory()).map(({ number }) => number);
    return [early, late].map(({ number }) => numbers.includes(number));
  };
  expect(await listed()).toEqual([true, false]);
  const [snapshot = ''] = /[0-9a-f]{16}(?=, .*what the public sees)/.exec(await command('snapshots')) ?? [];
  await late.browser.post(late.browser.fillIn(await late.browser.visit(late.page), {}));
  expect(await listed()).toEqual([true, true]);

  expect(await command('restore', snapshot)).toMatch(/\nrestored\n$/);
  expect(await listed()).toEqual([true, false]);
  await early.browser.submit(await early.browser.visit(`${early.page}/leave`), {});
  expect(await listed()).toEqual([false, false]);
  await command('publish');
  expect(await listed()).toEqual([false, true]);
});
