import { beforeAll, expect, test } from 'vitest';
import { Applicant } from './applicant.ts';
import type { Browser, Page, Typed } from './browser.ts';
import { serviceWithRound } from './commands.ts';
import { endorserWith, wholeAnswer } from './endorser.ts';
import { linksIn } from './mailbox.ts';
import type { Service } from './service.ts';

let service: Service;
let round: string;
beforeAll(async () => {
  ({ service, round } = await serviceWithRound());
});

/** Sends a form twice at the same moment, as impatient fingers do, and once more later, as the back button does. */
async function sendThrice(
  { browser }: { browser: Browser },
  page: Page,
  typed: Typed,
  button?: string,
): Promise<Page[]> {
  const posting = browser.fillIn(page, typed, button);
  const both = await Promise.all([browser.post(posting), browser.post(posting)]);
  return [...both, await browser.post(posting)];
}

test('what is sent twice at once, and later again, acts once', async () => {
  const { mail, executions, clock } = service;
  const applicant = new Applicant(service);
  const { browser } = applicant;
  await applicant.signIn();
  const begun = await sendThrice(applicant, await browser.visit(`/rounds/${round}/start`), {});
  expect(new Set(begun.map(({ path }) => path)).size).toBe(1);
  const reference = begun[0]?.path.split('/').at(-1) ?? '';
  await applicant.fillIn(reference);
  const check = await browser.visit(`/applications/${reference}/check`);
  for (const { path } of await sendThrice(applicant, check, { statements: ['0', '1', '2'] })) {
    expect(path).toBe(`/applications/${reference}/submitted`);
  }

  const [first, second] = await mail.list({ reference, template: 'endorsement-asked' });
  if (!first || !second) throw new Error('two endorsers should have been asked');
  const endorser = endorserWith(service, first);
  const form = await endorser.visit('/endorsement');
  for (const { title } of await sendThrice(endorser, form, wholeAnswer(form), 'send')) {
    expect(title).toContain('We have your endorsement');
  }
  const decliner = endorserWith(service, second);
  for (const { text } of await sendThrice(decliner, await decliner.visit('/decline'), { reason: 'conflict' })) {
    expect(text).toContain('you told us that you do not endorse');
  }
  const leave = await browser.visit(`/applications/${reference}/withdraw`);
  await sendThrice(applicant, leave, { reason: 'later-round' });

  await clock.settle();
  expect(await executions.theOne(reference)).toMatchObject({ status: 'SUCCEEDED' });
  const told = (await mail.list({ reference })).map(({ template, to }) => `${template} ${to}`);
  expect(told.toSorted()).toEqual([...new Set(told)].toSorted());
});

test('mail scanners that open every link of every mail change nothing', async () => {
  const { mail, executions } = service;
  const applicant = new Applicant(service);
  const reference = await applicant.apply(round);
  const elsewhere = service.newBrowser();
  await elsewhere.submit(await elsewhere.visit('/sign-in'), { email: applicant.email });
  const [asked] = await mail.list({ reference, template: 'endorsement-asked' });
  if (!asked) throw new Error('nobody was asked');
  const before = await mail.list();
  const shown = await endorserWith(service, asked).visit();
  for (const url of new Set(before.flatMap(linksIn))) {
    for (const method of ['HEAD', 'GET', 'GET']) {
      const response = await fetch(url, { method });
      expect(response.status, `${method} ${url}`).toBeLessThan(500);
    }
  }
  expect(await mail.list()).toEqual(before);
  expect(await executions.theOne(reference)).toMatchObject({ status: 'RUNNING' });
  expect((await endorserWith(service, asked).visit()).text).toBe(shown.text);
  expect((await endorserWith(service, asked).endorse()).title).toContain('We have your endorsement');
});
