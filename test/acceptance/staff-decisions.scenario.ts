import { beforeAll, expect, test } from 'vitest';
import { bringSchools, openRound } from './commands.ts';
import { type Service, serviceUnderTest } from './service.ts';
import { endorsedApplication, Staff } from './staff.ts';

/** AWS charges each: the budget of a whole application. */
const MOST_TRANSITIONS = 12;

let service: Service;
let staff: Staff;
beforeAll(async () => {
  service = await serviceUnderTest();
  staff = new Staff(service);
  await bringSchools(service);
});

test('who is designated gets a number, once, however often the decision is released', async () => {
  const { mail, executions } = service;
  const { applicant, reference } = await endorsedApplication(service, await openRound(service));
  expect(await staff.isRefused('release', reference)).toContain('no-decision');
  expect(await staff.isRefused('decide', reference, 'designate')).toContain('not-marked');
  expect(await staff.does('mark-all', reference, '--reason', 'Shown in the application')).toBe('marked');
  expect(await staff.does('decide', reference, 'designate')).toBe('provisionally-designate');
  expect(await mail.list({ reference, template: 'designated' })).toEqual([]);
  expect((await applicant.browser.visit(`/applications/${reference}`)).text).not.toMatch(/designated as/);

  expect(await staff.does('release', reference)).toBe('released');
  expect(await staff.does('release', reference)).toBe('already-released');
  const told = await mail.list({ reference, template: 'designated' });
  expect(told.map(({ to }) => to)).toEqual([[applicant.email]]);
  expect(told[0]?.text).toMatch(/LLE(-[0-9A-Z]{4}){3}/);
  expect(await staff.sees(reference)).toMatch(/\nstate designated\n$/);
  expect((await applicant.browser.visit(`/applications/${reference}`)).text).toContain('You are designated as');

  expect(await executions.theOne(reference)).toMatchObject({ status: 'SUCCEEDED' });
  const entered = (await executions.history(reference)).filter((event) => event.stateEnteredEventDetails);
  expect(entered.length).toBeLessThanOrEqual(MOST_TRANSITIONS);
});

test('who is declined is told why, by mail and on the page', async () => {
  const { mail, executions } = service;
  const { applicant, reference } = await endorsedApplication(service, await openRound(service));
  await staff.does('mark', reference, 'LLE-P6', 'not-met', '--reason', 'One school, three weeks');
  await staff.does('mark-all', reference, '--reason', 'Shown in the application');
  const words = 'Coach for a year, then come back.';
  const why = ['--decline-reason', 'experience', '--words', words];
  expect(await staff.does('decide', reference, 'decline', ...why)).toBe('provisionally-decline');
  expect(await staff.does('release', reference)).toBe('released');

  const [told, ...more] = await mail.list({ reference, template: 'declined' });
  expect([told?.to, more]).toEqual([[applicant.email], []]);
  const page = await applicant.browser.visit(`/applications/${reference}`);
  for (const { text } of [{ text: told?.text ?? '' }, page]) {
    expect(text.replace(/\s+/g, ' ')).toContain('does not show enough experience of coaching or mentoring');
    expect(text).toContain(words);
    expect(text, 'what staff note among themselves').not.toContain('One school, three weeks');
  }
  expect(await staff.sees(reference)).toMatch(/\nstate declined\n$/);
  expect(await executions.theOne(reference)).toMatchObject({ status: 'SUCCEEDED' });
  expect(await staff.isRefused('decide', reference, 'designate')).toContain('not-to-decide');
});
