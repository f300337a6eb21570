import { beforeAll, expect, test } from 'vitest';
import { bringSchools, openRound } from './commands.ts';
import { type Service, serviceUnderTest } from './service.ts';
import { endorsedApplication, Staff } from './staff.ts';

let service: Service;
let sam: Staff;
let alex: Staff;
beforeAll(async () => {
  service = await serviceUnderTest();
  sam = new Staff(service);
  alex = new Staff(service, 'Alex Second');
  await bringSchools(service);
});

async function released(outcome: 'designate' | 'decline', ...why: string[]) {
  const { applicant, reference } = await endorsedApplication(service, await openRound(service));
  expect(await sam.isRefused('reverse', reference, '--reason', 'Too early')).toContain('not-released');
  await sam.does('mark-all', reference, '--reason', 'Shown in the application');
  await sam.does('decide', reference, outcome, ...why);
  await sam.does('release', reference);
  return { applicant, reference };
}

test('who was declined is designated when one asks for a reversal and a second person confirms it', async () => {
  const { mail, executions } = service;
  const words = ['--decline-reason', 'experience', '--words', 'Come back in a year.'];
  const { applicant, reference } = await released('decline', ...words);
  expect(await sam.isRefused('confirm-reversal', reference)).toContain('not-asked');
  expect(await sam.does('reverse', reference, '--reason', 'A page of the form was overlooked')).toBe('reversal-asked');
  expect(await mail.list({ reference, template: 'designated' })).toEqual([]);
  expect(await sam.isRefused('confirm-reversal', reference)).toContain('same-person');
  expect(await alex.does('confirm-reversal', reference)).toBe('reversed');

  const told = await mail.list({ reference, template: 'designated' });
  expect(told.map(({ to, text }) => [to, /LLE(-[0-9A-Z]{4}){3}/.test(text)])).toEqual([[[applicant.email], true]]);
  const page = await applicant.browser.visit(`/applications/${reference}`);
  expect(page.text).toContain('You are designated as');
  expect(page.text, 'the words of the decision that is no more').not.toContain('Come back in a year.');
  expect(await sam.sees(reference)).toMatch(/“A page of the form was overlooked”[\s\S]*\nstate designated\n$/);
  expect(await executions.theOne(reference)).toMatchObject({ status: 'SUCCEEDED' });
});

test('a designation that should not have been made ends, and the person is told', async () => {
  const { mail } = service;
  const { applicant, reference } = await released('designate');
  await sam.does('reverse', reference, '--reason', 'The references were mixed up');
  expect(await alex.does('confirm-reversal', reference)).toBe('reversed');
  const told = await mail.list({ reference, template: 'decision-reversed' });
  expect(told.map(({ to }) => to)).toEqual([[applicant.email]]);
  expect(told[0]?.text, 'what staff note among themselves').not.toContain('mixed up');
  expect((await applicant.browser.visit(`/applications/${reference}`)).text).not.toContain('You are designated as');
  expect(await sam.sees(reference)).toMatch(/\nstate declined\n$/);
});
