import type { Locator, Page } from 'playwright-core';
import { withMouse } from './hands.ts';
import { openPage, type Visit } from './open-page.ts';

/** A test person of the home in a real browser, signed in at the helpdesk. */
export class StaffAtDesk {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  static async signedIn(name: string, visit: Visit): Promise<StaffAtDesk> {
    const page = await openPage(visit);
    // the provider's page is not ours: what it does is not watched
    const chooser = await page.context().newPage();
    await chooser.goto('/helpdesk/sign-in');
    await chooser.getByRole('button', { name, exact: true }).click();
    await chooser.waitForURL('**/helpdesk');
    await chooser.close();
    await page.goto('/helpdesk');
    return new StaffAtDesk(page);
  }

  follow = (name: string | RegExp): Promise<void> => withMouse.press(this.page.getByRole('link', { name }).first());
  press = (name: string | RegExp): Promise<void> => withMouse.press(this.page.getByRole('button', { name }).first());
  field = (label: string | RegExp): Locator => this.page.getByLabel(label).first();

  /** Opens a case for the first time: without an interest in it. */
  async open(reference: string): Promise<void> {
    await this.page.goto(`/helpdesk/cases/${reference}`);
    await this.press('No: open the case');
  }
}
