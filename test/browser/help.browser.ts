import { expect, test } from 'vitest';
import { render } from '../../functions/web/render.ts';
import { checkPage } from './check-page.ts';
import { openPage, WIDTHS } from './open-page.ts';

test.each([
  { javaScript: true, width: WIDTHS.phone },
  { javaScript: false, width: WIDTHS.desktop },
])('every page about the service can be read: %o', async (visit) => {
  const page = await openPage(visit);
  for (const name of ['contact', 'privacy', 'accessibility', 'cookies']) {
    const response = await page.goto(`/help/${name}`);
    expect(response?.status()).toBe(200);
    await checkPage(page, `help/${name}`);
  }
});

test('whoever is refused learns why, and what to do', async () => {
  const page = await openPage({ javaScript: true, width: WIDTHS.phone });
  const look = (name: string) => checkPage(page, `errors/${name}`);
  const send = async () => {
    const button = page.getByRole('button', { name: 'Send me the email' });
    await Promise.all([page.waitForResponse((response) => response.request().method() === 'POST'), button.click()]);
    await page.waitForLoadState();
  };
  await page.goto('/no-such-page');
  await look('not-found');
  await page.goto('/sign-in/nobody-was-sent-this-link');
  await look('sign-in-link-dead');

  await page.goto('/sign-in');
  await page.context().clearCookies();
  await send();
  expect(await page.title()).toContain('This page was open for too long');
  await look('form-not-ours');

  for (let time = 0; time < 6; time++) {
    await page.goto('/sign-in');
    await page.getByLabel(/email address/).fill('impatient@school.example');
    await send();
  }
  expect(await page.title()).toContain('Too many attempts');
  await look('too-many-requests');
});

test('a fault of the service is told in words', async () => {
  const page = await openPage({ javaScript: true, width: WIDTHS.phone });
  // nobody can bring one about from outside
  const helpdesk = { email: 'helpdesk@rounds.example', phone: '01632 960 000', hours: 'Monday to Friday, 9am to 5pm' };
  const body = render('errors/fault.njk', { helpdesk });
  await page.route('**/faulty', (route) => route.fulfill({ status: 500, contentType: 'text/html', body }));
  await page.goto('/faulty');
  await checkPage(page, 'errors/fault');
});

test('pages with what somebody typed are kept by no browser, and their addresses told to nobody', async () => {
  const page = await openPage({ javaScript: true, width: WIDTHS.desktop });
  for (const path of ['/', '/sign-in', '/applications', '/e/nobody-was-sent-this-link', '/no-such-page']) {
    const response = await page.goto(path);
    expect(await response?.allHeaders(), path).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
  }
});
