import { randomBytes, randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openTarget } from '../../commands/target.ts';
import { makeReference, NUMBER_SIGNS } from '../../domain/reference.ts';
import { putDesignation } from '../../functions/store/designation-rows.ts';
import { newEntry } from '../../functions/store/directory-entry-row.ts';
import { rowKeys } from '../../functions/store/keys.ts';
import { bringSchools } from '../acceptance/commands.ts';
import { linkTo } from '../acceptance/mailbox.ts';
import { type Service, serviceUnderTest } from '../acceptance/service.ts';
import { checkPage } from './check-page.ts';
import { withMouse } from './hands.ts';
import { openPage, WIDTHS } from './open-page.ts';

const PEOPLE = 24;
const numbers = Array.from({ length: PEOPLE }, () => makeReference('LLE', randomBytes(64), NUMBER_SIGNS));
const first = numbers[0] ?? '';

let service: Service;
beforeAll(async () => {
  service = await serviceUnderTest();
  await bringSchools(service);
  await designate();
  // changes are published together at the end of a window
  await service.clock.moveBy('PT5M');
});

/** People at schools of the fictional register: the first is not paused, and everybody else's address is their own. */
async function designate(): Promise<void> {
  const { records, now, close } = await openTarget({ home: service.localUrl }, new Date());
  for (const [index, number] of numbers.entries()) {
    const person = randomUUID();
    const name = `Person ${index + 1} of the Directory`;
    const designation = {
      kind: 'designation' as const,
      number,
      programme: 'lle',
      generation: 'LLE-2014',
      body: 'national',
      person,
      reference: makeReference('LLE', randomBytes(64)),
      school: String(900_001 + index),
      state: index % 5 === 4 ? ('paused' as const) : ('active' as const),
      startsOn: '2026-05-01',
      endsOn: '2036-04-30',
      reviewOn: '2036-01-01',
      conditions: [],
    };
    const confirmedOn = now.toISOString().slice(0, 10);
    const entry = newEntry(
      { number, programme: 'lle', name, confirmedOn },
      { profile: 'I have led two schools out of difficulty.\n\nI like to visit.', travelMiles: 20, placements: 2 },
    );
    const email = `person-${index + 1}@designated.example`;
    await records.transact([
      { Put: { Item: { ...rowKeys.person(person), kind: 'person', person, name, email } } },
      ...putDesignation(designation, entry, now),
    ]);
  }
  await close();
}

describe.each([
  { javaScript: true, width: WIDTHS.phone },
  { javaScript: false, width: WIDTHS.desktop },
])('at a window of $width px, JavaScript: $javaScript', (visit) => {
  const look = (page: Page, name: string) => checkPage(page, `directory/${name}`);
  const heading = (page: Page, level: number) => page.getByRole('heading', { level }).first().textContent();

  test('a school finds somebody by postcode and widens the search', async () => {
    const page = await openPage(visit);
    await page.goto('/directory');
    await look(page, 'start');
    await page.getByLabel('Where is your school?').fill('zz1 1aa');
    await page.getByLabel('How far away can they be?').selectOption('1');
    await withMouse.press(page.getByRole('button', { name: 'Search' }));
    await look(page, 'results');
    expect(await page.locator('#results').textContent()).toContain('within 1 mile of ZZ1 1AA');
    await withMouse.press(page.getByRole('link', { name: /^Search within|^Search at any distance/ }));
    expect(await page.locator('.app-people__person').count()).toBeGreaterThan(1);
    await withMouse.press(page.getByRole('link', { name: 'Print this list' }));
    await look(page, 'print');
  });

  test('a search that fits nobody shows ways on', async () => {
    const page = await openPage(visit);
    await page.goto('/directory?near=ZZ1+1AA&phase=sixth-form&authority=Nowhere');
    await look(page, 'nobody');
    expect(await page.locator('.app-people__person').count()).toBeGreaterThan(0);
    await page.goto('/directory?near=Lanternwood');
    await look(page, 'which-place');
    expect(await page.getByText('Which “Lanternwood” do you mean?').count()).toBe(1);
  });

  test('a school writes to somebody, and says later that no answer came', async () => {
    const page = await openPage(visit);
    await page.goto(`/directory/${first}`);
    await look(page, 'entry');
    await withMouse.press(page.getByRole('button', { name: 'Send a message' }));
    await look(page, 'contact');
    await withMouse.press(page.getByRole('button', { name: 'Send message' }));
    await look(page, 'contact-errors');
    const email = `head-${visit.width}@school.example`;
    await page.getByLabel('Your full name').fill('Grace School');
    await page.getByLabel('Your email address').fill(email);
    await page.getByLabel('Your school').fill('Paper Boat Primary School');
    await page.getByLabel('Your message').fill('Could you help us with phonics?');
    await page.getByLabel('Pass my name').check();
    await withMouse.press(page.getByRole('button', { name: 'Send message' }));
    expect(await heading(page, 1)).toContain('Message sent');
    await look(page, 'contact-sent');
    const relayed = await service.mail.latest({ template: 'enquiry', to: 'person-1@designated.example' });
    expect(relayed.text).toContain('Could you help us with phonics?');
    const copy = await service.mail.latest({ template: 'enquiry-copy', to: email });
    expect(copy.text).not.toContain('designated.example');

    await service.clock.moveBy('P7D');
    await service.clock.moveBy('PT15M');
    await page.goto(
      linkTo('/directory/enquiries/', await service.mail.latest({ template: 'enquiry-follow-up', to: email })),
    );
    await look(page, 'got-answer');
    const { pathname } = new URL(page.url());
    await page.getByRole('button', { name: 'Send answer' }).click();
    await look(page, 'got-answer-error');
    await page.getByLabel('No, not yet').check();
    await withMouse.press(page.getByRole('button', { name: 'Send answer' }));
    await look(page, 'got-answer-thanks');
    await page.goto(pathname);
    await look(page, 'got-answer-over');
    await service.mail.latest({ template: 'enquiry-reminder', to: 'person-1@designated.example' });
  });

  test('anybody checks a number', async () => {
    const page = await openPage(visit);
    await page.goto('/check');
    await look(page, 'check');
    await page.getByLabel('Number of the designation').fill('LLE-nothing');
    await withMouse.press(page.getByRole('button', { name: 'Check' }));
    await look(page, 'check-error');
    await page.getByLabel('Number of the designation').fill(first.toLowerCase());
    await withMouse.press(page.getByRole('button', { name: 'Check' }));
    expect(await heading(page, 1)).toContain('This designation is current');
    await look(page, 'checked');
    await page.goto('/directory/open-data');
    await look(page, 'open-data');
  });
});

test('open data is behind the same door', async () => {
  const { baseUrl } = service;
  const found = await fetch(`${baseUrl}/api/directory?near=ZZ1+1AA&within=any`);
  expect(found.headers.get('access-control-allow-origin')).toBe('*');
  expect(await found.json()).toMatchObject({ total: PEOPLE });
  const csv = await fetch(`${baseUrl}/directory.csv`);
  expect(await csv.text()).toContain(first);
  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  const options = await fetch(`${baseUrl}/api/directory`, { method: 'OPTIONS' });
  expect(options.status).toBe(204);
  for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
    const refused = await fetch(`${baseUrl}/api/directory`, { method });
    expect([method, refused.status, refused.headers.get('allow')]).toEqual([method, 405, 'GET, HEAD, OPTIONS']);
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
    expect(refused.headers.get('set-cookie')).toBeNull();
    expect(await refused.json()).toMatchObject({ status: 405 });
  }
});
