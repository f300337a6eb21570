import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { announceRound } from '../acceptance/commands.ts';
import { linkTo } from '../acceptance/mailbox.ts';
import { type Service, serviceUnderTest } from '../acceptance/service.ts';
import { checkPage } from './check-page.ts';
import { withMouse } from './hands.ts';
import { openPage, WIDTHS } from './open-page.ts';

const VISITS = [
  { javaScript: true, width: WIDTHS.phone },
  { javaScript: false, width: WIDTHS.desktop },
];

const look = (page: Page, name: string) => checkPage(page, `apply/${name}`);
const press = (page: Page, name: string) => withMouse.press(page.getByRole('button', { name }));

test('who comes before a round opens leaves an address, hears of it, and stops that again', async () => {
  const service = await serviceUnderTest();
  const { round, opens } = await announceRound(service, 'sle', ['--body', 'school-of-the-early']);
  const visitors: { page: Page; email: string; confirm: string }[] = [];
  for (const visit of VISITS) {
    const page = await openPage(visit);
    await page.goto(`/rounds/${round}`);
    await look(page, 'round-opens');
    visitors.push({ page, ...(await leaveAddress(service, page, `early-${visit.width}@school.example`)) });
  }
  await service.clock.moveTo(opens);
  for (const { page, email, confirm } of visitors) {
    const opened = await service.mail.latest({ to: email, template: 'round-opened' });
    await page.goto(new URL(linkTo('/interest/stop/', opened)).pathname);
    await look(page, 'interest-stop');
    await press(page, 'Stop these emails');
    await look(page, 'interest-stopped');
    await page.goto(confirm);
    await press(page, 'Confirm');
    expect(await page.title()).toContain('This link no longer works');
    await look(page, 'interest-link-dead');
  }
});

async function leaveAddress(service: Service, page: Page, email: string) {
  await page.goto('/apply/sle/interest');
  await look(page, 'interest');
  await press(page, 'Tell me when I can apply');
  await look(page, 'interest-error');
  await page.getByLabel('Your email address').fill(email);
  await press(page, 'Tell me when I can apply');
  await look(page, 'interest-sent');
  const asked = await service.mail.latest({ to: email, template: 'interest-confirm' });
  const confirm = new URL(linkTo('/interest/confirm/', asked)).pathname;
  await page.goto(confirm);
  await look(page, 'interest-confirm');
  await press(page, 'Confirm');
  await look(page, 'interest-confirmed');
  return { email, confirm };
}
