import { beforeAll, expect, test } from 'vitest';
import { bringSchools, openRound } from './commands.ts';
import { linkTo } from './mailbox.ts';
import { type Service, serviceUnderTest } from './service.ts';
import { endorsedApplication, Staff } from './staff.ts';

let service: Service;
let staff: Staff;
beforeAll(async () => {
  service = await serviceUnderTest();
  staff = new Staff(service);
  await bringSchools(service);
});

test('no decision is released while the applicant owes an answer; then they may still withdraw', async () => {
  const { mail, executions } = service;
  const { applicant, reference } = await endorsedApplication(service, await openRound(service));
  const { browser } = applicant;
  await staff.does('mark-all', reference, '--reason', 'Shown in the application');
  await staff.does('decide', reference, 'designate');
  expect(await staff.does('ask', reference, '--text', 'Which year was it?')).toBe('asked');
  expect(await staff.isRefused('ask', reference, '--text', 'And which month?')).toContain('already-asked');
  expect(await staff.isRefused('release', reference)).toContain('awaiting-information');

  const asked = await mail.latest({ reference, template: 'information-needed' });
  expect([asked.to, asked.text]).toEqual([[applicant.email], expect.stringContaining('Which year was it?')]);
  const path = linkTo(`/applications/${reference}/questions-to-you/`, asked);
  expect((await browser.visit(`/applications/${reference}`)).html).toContain(new URL(path).pathname);
  expect((await browser.submit(await browser.visit(path), { answer: '' })).text).toContain('Write your answer');
  await browser.submit(await browser.visit(path), { answer: 'It was 2024.' });
  expect(await mail.list({ reference, template: 'information-received' })).toHaveLength(1);
  expect((await browser.visit(path)).text).toContain('You answered on');
  expect(await staff.sees(reference)).toContain('“Which year was it?” – “It was 2024.”');

  await browser.submit(await browser.visit(`/applications/${reference}/withdraw`), { reason: 'changed-post' });
  expect(await mail.list({ reference, template: 'withdrawn' })).toHaveLength(1);
  expect(await staff.isRefused('release', reference)).toContain('no-decision');
  expect(await staff.sees(reference)).toMatch(/\nstate withdrawn\n$/);
  expect(await mail.list({ reference, template: 'designated' })).toEqual([]);
  expect(await executions.theOne(reference)).toMatchObject({ status: 'SUCCEEDED' });
});

test('a question that is not answered in time holds the decision up no longer; a late answer is still read', async () => {
  const { mail, clock } = service;
  const { applicant, reference } = await endorsedApplication(service, await openRound(service));
  await staff.does('mark-all', reference, '--reason', 'Shown in the application');
  await staff.does('decide', reference, 'designate');
  await staff.does('ask', reference, '--text', 'Which year was it?');
  const asked = await mail.latest({ reference, template: 'information-needed' });
  await clock.moveBy('P13D');
  expect(await mail.list({ reference, template: 'information-overdue' })).toEqual([]);
  expect(await staff.isRefused('release', reference)).toContain('awaiting-information');
  await clock.moveBy('P2D');
  const overdue = await mail.list({ reference, template: 'information-overdue' });
  expect(overdue.map(({ to }) => to)).toEqual([[applicant.email]]);

  await applicant.signIn();
  const page = await applicant.browser.visit(linkTo(`/applications/${reference}/questions-to-you/`, asked));
  await applicant.browser.submit(page, { answer: 'It was 2024.' });
  expect(await staff.sees(reference)).toContain('“Which year was it?” – “It was 2024.”');
  expect(await staff.does('release', reference)).toBe('released');
  expect(await mail.list({ reference, template: 'designated' })).toHaveLength(1);
  expect(await mail.list({ reference, template: 'information-overdue' })).toHaveLength(1);
});

test('a decision is released once the question is answered', async () => {
  const { mail } = service;
  const { applicant, reference } = await endorsedApplication(service, await openRound(service));
  await staff.does('mark-all', reference, '--reason', 'Shown in the application');
  await staff.does('decide', reference, 'designate');
  await staff.does('ask', reference, '--text', 'Which year was it?');
  const asked = await mail.latest({ reference, template: 'information-needed' });
  const page = await applicant.browser.visit(linkTo(`/applications/${reference}/questions-to-you/`, asked));
  await applicant.browser.submit(page, { answer: 'It was 2024.' });
  expect(await staff.does('release', reference)).toBe('released');
  expect((await mail.list({ reference, template: 'designated' })).map(({ to }) => to)).toEqual([[applicant.email]]);
  expect(await staff.sees(reference)).toMatch(/\nstate designated\n$/);
});
