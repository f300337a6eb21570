import { expect, test } from 'vitest';
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
  await page.goto('/no-such-page');
  await checkPage(page, 'errors/not-found');
});
