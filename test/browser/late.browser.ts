import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { openTarget } from '../../commands/target.ts';
import { rowKeys } from '../../functions/store/keys.ts';
import { Applicant as Somebody } from '../acceptance/applicant.ts';
import { bringSchools, dayAfter, makeRound } from '../acceptance/commands.ts';
import { linkTo } from '../acceptance/mailbox.ts';
import { type Service, serviceUnderTest } from '../acceptance/service.ts';
import { Applicant } from './applicant.ts';
import { checkPage } from './check-page.ts';
import { withMouse } from './hands.ts';
import { openPage, WIDTHS } from './open-page.ts';

const PHONE = { javaScript: true, width: WIDTHS.phone };
const DESKTOP = { javaScript: false, width: WIDTHS.desktop };

let service: Service;
let round: string;
beforeAll(async () => {
  service = await serviceUnderTest();
  await bringSchools(service);
  const now = await service.clock.now();
  // the shortest round that a programme allows, of a body of its own
  const dates = ['--closes', `${dayAfter(now, 8)}T17:00`, '--endorsements-due', `${dayAfter(now, 43)}T17:00`];
  round = await makeRound(service, 'sle', ['--body', `late-school-of-${dayAfter(now, 0)}`, ...dates]);
});

const endorserOf = async (reference: string, to: string) =>
  new URL(linkTo('/e/', await service.mail.latest({ reference, to, template: 'endorsement-asked' }))).pathname;

test('whoever comes too late reads so, keeps what was typed, and learns what to do', async () => {
  const silent = new Somebody(service);
  const reference = await silent.apply(round);
  const idle = new Somebody(service);
  await idle.signIn();
  const draft = await idle.start(round);

  // somebody else is asked instead
  const replaced = await endorserOf(reference, silent.endorserOf('second-referee-endorser'));
  const form = await silent.browser.visit(`/applications/${reference}/endorsers/second-referee`);
  const other = { 'endorser-name': 'Dana Cole', 'endorser-email': `dana-${reference}@endorsers.example` };
  const phone = await openPage(PHONE);
  await phone.goto(`${replaced}/endorsement`);
  await silent.browser.submit(form, other);
  await typeTooLate(phone);
  await checkPage(phone, 'endorse/replaced-typed');

  const slow = await endorserOf(reference, silent.endorserOf('headteacher-endorser'));
  await phone.goto(`${slow}/endorsement`);
  await service.clock.moveBy('P9D');
  await endTime(reference);
  await typeTooLate(phone);
  await checkPage(phone, 'endorse/past-due-typed');

  await phone.goto(`/rounds/${round}`);
  await checkPage(phone, 'apply/round-closed');
  const desktop = await openPage(DESKTOP);
  for (const [name, path] of [
    ['endorse/replaced', replaced],
    ['endorse/past-due', slow],
    ['apply/round-closed', `/rounds/${round}`],
  ] as const) {
    await desktop.goto(path);
    await checkPage(desktop, name);
  }
  const { page } = await Applicant.signedIn(service, idle.email, PHONE);
  await page.goto(`/applications/${draft}`);
  await checkPage(page, 'apply/application-not-submitted');
});

/** As five weeks later: waiting for them would take half a minute. */
async function endTime(reference: string): Promise<void> {
  const { records, now, close } = await openTarget({ home: service.localUrl }, new Date());
  const set = { UpdateExpression: 'SET dueAt = :now', ExpressionAttributeValues: { ':now': now.toISOString() } };
  await records.transact([{ Update: { Key: rowKeys.slot(reference, 'headteacher'), ...set } }]);
  await close();
}

async function typeTooLate(page: Page): Promise<void> {
  await page.getByRole('textbox').first().fill('Too late');
  await withMouse.press(page.getByRole('button', { name: 'Send your endorsement' }));
  await page.getByText('Too late').waitFor();
  expect(await page.getByRole('textbox').count()).toBe(0);
}
