import type { Page } from './browser.ts';
import { readForms } from './html-forms.ts';
import { linkTo, type Mail } from './mailbox.ts';
import type { Service } from './service.ts';

/** Somebody who got a mail that asks for an endorsement, at a browser of their own. */
export const endorserWith = (
  { newBrowser }: Pick<Service, 'newBrowser'>,
  asked: Pick<Mail, 'subject' | 'text' | 'html'>,
) => {
  const browser = newBrowser();
  const home = new URL(linkTo('/e/', asked)).pathname;
  const visit = (path = '') => browser.visit(home + path);
  return {
    browser,
    visit,
    /** Confirms everything, chooses the first role, and sends. */
    endorse: async (): Promise<Page> =>
      browser.submit(await visit('/endorsement'), wholeAnswer(await visit('/endorsement')), 'send'),
    decline: async (): Promise<Page> => browser.submit(await visit('/decline'), { reason: 'does-not-know' }),
  };
};

/** What the page offers, confirmed and filled in. */
export function wholeAnswer({ html }: Page) {
  const controls = readForms(html)[0]?.controls ?? [];
  const all = (name: string) => controls.filter((control) => control.name === name).map(({ value }) => value);
  const questions = controls.filter(({ name }) => name.startsWith('says-'));
  return {
    confirms: all('confirms'),
    ...Object.fromEntries(questions.map(({ name }) => [name, 'From my own knowledge.'])),
    role: all('role')[0] ?? '',
    typedName: 'Chris Okafor',
    statement: 'yes',
  };
}
