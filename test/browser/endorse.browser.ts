import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { Applicant } from '../acceptance/applicant.ts';
import { serviceWithRound } from '../acceptance/commands.ts';
import { linkTo, type Mail } from '../acceptance/mailbox.ts';
import type { Service } from '../acceptance/service.ts';
import { checkPage } from './check-page.ts';
import { withMouse } from './hands.ts';
import { openPage, WIDTHS } from './open-page.ts';

let service: Service;
let round: string;
beforeAll(async () => {
  ({ service, round } = await serviceWithRound());
});

async function askedByAnApplicant() {
  const applicant = new Applicant(service);
  const reference = await applicant.apply(round);
  return { applicant, reference, asked: await service.mail.list({ reference, template: 'endorsement-asked' }) };
}

const homeOf = (mail: Mail | undefined): string => {
  if (!mail) throw new Error('nobody was asked');
  return new URL(linkTo('/e/', mail)).pathname;
};

const press = (page: Page, name: string) => withMouse.press(page.getByRole('button', { name }));

describe.each([
  { javaScript: true, width: WIDTHS.phone },
  { javaScript: false, width: WIDTHS.desktop },
])('at a window of $width px, JavaScript: $javaScript', (visit) => {
  test('an endorser reads, saves, returns, sends, and another one declines', async () => {
    const { reference, asked } = await askedByAnApplicant();
    const page = await openPage(visit);
    const look = (name: string) => checkPage(page, `endorse/${name}`);
    const home = homeOf(asked[0]);
    await page.goto(home);
    await look('request');
    await withMouse.press(page.getByRole('link', { name: /^Read what/ }));
    await look('application');
    await withMouse.press(page.getByRole('link', { name: 'Go to your endorsement' }));
    await look('endorsement');
    await press(page, 'Send your endorsement');
    await look('endorsement-error');
    const [text] = await page.getByRole('textbox').all();
    await text?.fill('From my own knowledge.');
    await press(page, 'Save and come back later');
    await look('endorsement-saved');

    await page.goto(home);
    await look('request-with-draft');
    await withMouse.press(page.getByRole('button', { name: 'Continue with your draft' }));
    for (const box of await page.getByRole('checkbox').all()) await box.check();
    for (const field of await page.getByRole('textbox').all()) await field.fill('Chris Okafor');
    await page.getByRole('radio').first().check();
    await press(page, 'Send your endorsement');
    expect(await page.title()).toContain('We have your endorsement');
    await look('given');
    await page.reload();
    expect(await page.title()).toContain('We have your endorsement');
    expect(await service.mail.list({ reference, template: 'endorsement-thanks' })).toHaveLength(1);

    await page.goto(`${homeOf(asked[1])}/decline`);
    await look('decline');
    await press(page, 'Decline');
    await look('decline-error');
    await page.getByRole('radio').first().check();
    await press(page, 'Decline');
    await look('declined');
  });

  test('whoever cannot answer learns why, and what to do', async () => {
    const { applicant, reference, asked } = await askedByAnApplicant();
    const page = await openPage(visit);
    const look = (name: string) => checkPage(page, `endorse/${name}`);
    const [wrong, other] = asked.map(homeOf);
    await page.goto(`${wrong}/somebody-else`);
    await look('somebody-else');
    await page.getByLabel(/full name/).fill('Right Person');
    await press(page, 'I am not the right person');
    await look('somebody-else-error');
    await page.getByLabel(/email address/).fill('right@endorsers.example');
    await press(page, 'I am not the right person');
    await look('somebody-else-done');

    await page.goto('/e/nobody-was-sent-this-link');
    await look('unknown');
    await withMouse.press(page.getByRole('link', { name: 'send you a new link' }));
    await look('new-link');
    await press(page, 'Send me a new link');
    await look('new-link-error');
    await page.getByLabel(/reference/).fill(reference);
    await page.getByLabel(/email address/).fill('chris@endorsers.example');
    await press(page, 'Send me a new link');
    await look('new-link-sent');

    await page.goto(`${other}/endorsement`);
    const withdraw = await applicant.browser.visit(`/applications/${reference}/withdraw`);
    await applicant.browser.submit(withdraw, { reason: 'other' });
    await page.getByRole('textbox').first().fill('Too late');
    await press(page, 'Send your endorsement');
    await page.getByText('Too late').waitFor();
    await look('cancelled');
  });
});
