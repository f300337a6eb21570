import type { Page } from './browser.ts';
import type { Service } from './service.ts';

export const APPLICANT = 'anna.bell@hillside.example.org';
export const ENDORSER = 'chair@hillside.example.org';

/** Applies as somebody who knows what to type. Gives the reference. */
export async function apply({ newBrowser }: Service): Promise<string> {
  const browser = newBrowser();
  const received = await browser.submit(await browser.visit('/apply'), {
    name: 'Anna Bell',
    email: APPLICANT,
    endorserName: 'Chris Okafor',
    endorserEmail: ENDORSER,
  });
  return referenceOn(received);
}

export function referenceOn({ text }: Page): string {
  const [reference] = /\bLLE-[0-9A-Z-]{8,9}\b/.exec(text) ?? [];
  if (!reference) throw new Error(`no reference on the page: ${text}`);
  return reference;
}
