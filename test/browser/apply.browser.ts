import { beforeAll, describe, expect, test } from 'vitest';
import { Applicant as Somebody } from '../acceptance/applicant.ts';
import { serviceWithRound } from '../acceptance/commands.ts';
import type { Service } from '../acceptance/service.ts';
import { Applicant } from './applicant.ts';
import { checkPage } from './check-page.ts';
import { withKeyboard, withMouse } from './hands.ts';
import { openPage, WIDTHS } from './open-page.ts';

let service: Service;
let round: string;
beforeAll(async () => {
  ({ service, round } = await serviceWithRound());
});

describe.each([
  { javaScript: true, width: WIDTHS.phone, by: 'code' },
  { javaScript: false, width: WIDTHS.desktop, by: 'link' },
] as const)('at a window of $width px, JavaScript: $javaScript', ({ by, ...visit }) => {
  test('somebody new goes from the start page to the confirmation, and sees how it stands', async () => {
    const page = await openPage(visit);
    const look = (name: string) => checkPage(page, `apply/${name}`);
    const applicant = new Applicant(service, page, withMouse, look);
    await applicant.findTheRound(by);
    const reference = await applicant.start();
    await applicant.follow('Check your answers and send the application');
    await look('check-incomplete');
    await page.goBack();
    await applicant.fillIn();
    await applicant.send();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Application sent');

    await applicant.follow('See and print your answers');
    await look('answers');
    await service.clock.settle();
    await page.goto(`/applications/${reference}`);
    await look('application');
    await applicant.follow(/^Correct the address/);
    await look('endorser');
    await page.goBack();
    await applicant.follow('Change your answers');
    await look('amend');
    await page.goto(`/applications/${reference}/questions/about-you`);
    await applicant.type('What is your post?', '');
    await applicant.press('Save and continue');
    await look('amend-error');
    await applicant.type('What is your post?', 'Principal');
    await applicant.press('Save and continue');
    expect(await page.getByText('Principal').count()).toBe(1);
    await page.goto(`/applications/${reference}`);
    await applicant.follow('Withdraw this application');
    await applicant.press('Withdraw application');
    await look('withdraw-error');
    await page.getByRole('radio').last().check();
    await applicant.press('Withdraw application');
    await look('application-withdrawn');
  });
});

test('whoever is not eligible reads why, in whole sentences, and what to do', async () => {
  const somebody = new Somebody(service);
  const reference = await somebody.apply(round, { 'three-years-head': 'no' });
  await service.clock.settle();
  const page = await openPage({ javaScript: true, width: WIDTHS.phone });
  const applicant = new Applicant(service, page, withMouse, async () => {}, somebody.email);
  await page.goto(`/sign-in?next=/applications/${reference}`);
  await applicant.signIn('link');
  const reasons = await page.getByRole('listitem').allTextContents();
  expect(reasons.join('\n')).toContain(
    'You must have at least 3 years of experience as a serving headteacher. You answered that this is not so.',
  );
  await checkPage(page, 'apply/application-ineligible');
});

test('the keyboard alone is enough to apply', async () => {
  const page = await openPage({ javaScript: true, width: WIDTHS.desktop });
  const applicant = new Applicant(service, page, withKeyboard(page), async () => {});
  await applicant.findTheRound('code');
  await applicant.start();
  await applicant.fillIn();
  await applicant.send();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('Application sent');
});
