import type { Locator, Page } from 'playwright-core';

/** How somebody works a page. */
export interface Hands {
  readonly type: (field: Locator, text: string) => Promise<void>;
  /** Ticks a box or chooses a radio button. */
  readonly choose: (field: Locator) => Promise<void>;
  /** Follows a link or presses a button. */
  readonly press: (target: Locator) => Promise<void>;
}

export const withMouse: Hands = {
  type: (field, text) => field.fill(text),
  choose: (field) => field.check(),
  press: (target) => arrive(target.page(), () => target.click()),
};

/** Does what leads to another page, and waits for that: until it comes, the browser shows the old one. */
async function arrive(page: Page, leave: () => Promise<void>): Promise<void> {
  await Promise.all([page.waitForEvent('framenavigated'), leave()]);
  await page.waitForLoadState();
}

/** Nobody goes through more than this to reach a control. */
const MOST_TABS = 80;

/** Reaches everything with the Tab key, as somebody who cannot use a mouse; within a group of radio buttons with arrows. */
export function withKeyboard(page: Page): Hands {
  const isFocused = async (target: Locator) => (await target.and(page.locator(':focus')).count()) > 0;
  async function reach(target: Locator): Promise<void> {
    for (let tab = 0; tab < MOST_TABS; tab++) {
      if (await isFocused(target)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`the keyboard does not reach ${target}`);
  }
  return {
    async type(field, text) {
      await reach(field);
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.insertText(text);
    },
    async choose(field) {
      // the Tab key stops once at a group of radio buttons: at its first when none is chosen
      const name = await field.getAttribute('name');
      const first = page.locator(`input[name="${name}"]`).first();
      const isRadio = (await field.getAttribute('type')) === 'radio';
      await reach(isRadio ? first : field);
      await page.keyboard.press('Space');
      for (let step = 0; isRadio && step < MOST_TABS && !(await isFocused(field)); step++) {
        await page.keyboard.press('ArrowDown');
      }
    },
    async press(target) {
      await reach(target);
      await arrive(page, () => page.keyboard.press('Enter'));
    },
  };
}
