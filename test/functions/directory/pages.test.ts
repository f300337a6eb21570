import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DirectoryEntry } from '../../../domain/directory-entry.ts';
import { aSchool } from '../../domain/a-school.ts';
import { runTable, type TestTable } from '../records-harness.ts';
import { Browser } from '../web/browser.ts';
import { aNumber, PublicDirectory, seedHolder, seedRegister } from './a-public-directory.ts';
import { aDirectorySchool, anEntry } from './an-entry.ts';

let table: TestTable;
let directory: PublicDirectory;
let browser: Browser;
beforeAll(async () => {
  table = await runTable();
  await seedRegister(table.records, [
    aSchool({
      urn: '900001',
      name: 'Teapot Lane Primary School',
      location: { easting: 526_200, northing: 182_400 },
      address: { town: 'Exampleton', postcode: 'ZZ1 1AA' },
    }),
    aSchool({
      urn: '900002',
      name: 'Teapot Road Primary School',
      location: { easting: 526_300, northing: 182_400 },
      address: { town: 'Mockley', postcode: 'ZZ1 1AB' },
    }),
  ]);
  directory = new PublicDirectory(table.records);
});
beforeEach(() => {
  browser = new Browser(directory.doors.pages);
});
afterAll(() => table.end());

const at = (miles: number, changes: Partial<DirectoryEntry> = {}) =>
  anEntry({
    number: aNumber(),
    name: `Person at ${miles}`,
    school: aDirectorySchool({ easting: Math.round(526_200 + miles * 1609.344) }),
    ...changes,
  });

/** Names of people on a page, from top to bottom. */
const namesOn = (body: string) =>
  Array.from(body.matchAll(/href="\/directory\/[^"]*">(Person[^<]*)</g), ([, name]) => name);

describe('the search page', () => {
  it('lists everybody before anything is asked, and may be found by search engines', async () => {
    await directory.publish(at(1), at(30));
    const page = await browser.get('/directory');
    expect(namesOn(page.body)).toHaveLength(2);
    expect(page.body).not.toContain('noindex');
    expect((await browser.get('/directory?near=ZZ1+1AA')).body).toContain('noindex');
  });

  it('shows the nearest first with the distance, and the nearest beyond the radius', async () => {
    await directory.publish(at(30), at(3), at(0));
    const { body } = await browser.get('/directory?near=zz11aa');
    expect(namesOn(body)).toEqual(['Person at 0', 'Person at 3', 'Person at 30']);
    expect(body).toContain('2 people within 10 miles of ZZ1 1AA');
    expect(body).toContain('<strong>3.0 miles</strong>');
    expect(body).toContain('Search within 35 miles</a>: 1 more');
    expect(body).toContain('30.0 miles</strong> (they travel up to 20)');
  });

  it('says when a postcode is known by its first half only', async () => {
    await directory.publish(at(1));
    expect((await browser.get('/directory?near=ZZ1+9ZZ')).body).toContain('from the middle of its first half');
  });

  it('asks which school is meant, each by a link that searches there', async () => {
    await directory.publish(at(1));
    const { body } = await browser.get('/directory?near=teapot&within=20');
    expect(body).toContain('Which “teapot” do you mean?');
    expect(body).toContain('near=900001&amp;within=20');
    expect((await browser.get('/directory?near=900001')).body).toContain('of Teapot Lane Primary School');
  });

  it('still lists people when a place is not known, and takes addresses that cannot be read', async () => {
    await directory.publish(at(1));
    const { status, body } = await browser.get('/directory?near=Atlantis&within=7&page=x&phase=baby&day=never');
    expect(status).toBe(200);
    expect(body).toContain('We do not know “Atlantis”');
    expect(namesOn(body)).toHaveLength(1);
  });

  it('never ends at nothing: it says what to ask for less, and shows who fits in part', async () => {
    await directory.publish(at(1));
    const { body } = await browser.get('/directory?near=ZZ1+1AA&programme=sle');
    expect(body).toContain('0 people');
    expect(body).toContain('Search all programmes</a>: 1 more');
    expect(namesOn(body)).toEqual(['Person at 1']);
  });

  it('keeps the order of the day in its links', async () => {
    await directory.publish(...Array.from({ length: 45 }, () => at(1)));
    const first = await browser.get('/directory?available=yes');
    const next = /href="([^"]*page=2)"/.exec(first.body)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(next).toBe('/directory?available=yes&day=2026-11-22&page=2');
    directory.now = new Date('2026-11-23T12:00:00Z');
    const all = [first, await browser.get(next), await browser.get(next.replace('page=2', 'page=3'))];
    directory.now = new Date('2026-11-22T12:00:00Z');
    const numbers = all.flatMap(({ body }) =>
      Array.from(body.matchAll(/\/directory\/(LLE-[^"/]*)"/g), ([, number]) => number),
    );
    expect(new Set(numbers).size).toBe(45);
  });

  it('prints all on one page, and says that the directory is empty when it is', async () => {
    await directory.publish(...Array.from({ length: 45 }, () => at(1)));
    expect(namesOn((await browser.get('/directory/print?near=ZZ1+1AA')).body)).toHaveLength(0);
    expect((await browser.get('/directory/print?near=ZZ1+1AA')).body.match(/Person at 1/g)).toHaveLength(45);
    await directory.publish();
    expect((await browser.get('/directory')).body).toContain('Nobody is listed in the directory yet');
  });
});

describe('the page of a person', () => {
  it('is there as long as they are listed, and is not for search engines', async () => {
    const one = at(1, { profile: 'First.\n\n<b>Second</b>.' });
    await directory.publish(one);
    const page = await browser.get(`/directory/${one.number}`);
    expect(page.body).toContain('&lt;b&gt;Second');
    expect(page.body).toContain('noindex');
    expect(page.body).toContain('1 May 2026');
    expect((await browser.get(`/directory/${one.number.toLowerCase().replaceAll('-', '')}`)).status).toBe(200);
    await directory.publish();
    expect((await browser.get(`/directory/${one.number}`)).status).toBe(404);
    expect((await browser.get(`/directory/${one.number}/contact`)).status).toBe(404);
  });
});

describe('the check page', () => {
  it('says of somebody who is not listed that the designation is current, and nothing more', async () => {
    const number = aNumber();
    await seedHolder(table.records, number);
    const asked = await browser.get(`/check?number=${number.toLowerCase()}`);
    const { body, status } = await browser.get(asked.location);
    expect(status).toBe(200);
    expect(body).toContain('This designation is current');
    expect(body).not.toContain('Ada');
  });

  it('names who is listed, and says when one is over', async () => {
    const listed = at(1);
    const ended = aNumber();
    await seedHolder(table.records, listed.number, { state: 'under-review' });
    await seedHolder(table.records, ended, {
      state: 'ended',
      ended: { reason: 'removed', at: '2026-09-01T10:00:00Z' },
    });
    await directory.publish(listed);
    expect((await browser.get(`/check/${listed.number}`)).body).toContain(listed.name);
    expect((await browser.get(`/check/${listed.number}`)).body).toContain('being reviewed');
    const { body } = await browser.get(`/check/${ended}`);
    expect(body).toContain('This designation is not current');
    expect(body).toContain('1 September 2026');
    expect(body).not.toContain('removed');
  });

  it('takes one whose last day is over for ended, before anybody has noted it', async () => {
    const number = aNumber();
    await seedHolder(table.records, number, { endsOn: '2026-11-21' });
    expect((await browser.get(`/check/${number}`)).body).toContain('not current');
  });

  it('says what is wrong with a number', async () => {
    const wrong = await browser.get('/check/LLE-hello');
    expect(wrong.status).toBe(422);
    expect(wrong.body).toContain('as it stands on the letter');
    expect((await browser.get(`/check/${aNumber()}`)).status).toBe(404);
  });
});

it('documents every field of the table', async () => {
  const { body } = await browser.get('/directory/open-data');
  expect(body).toContain('<code>confirmed_on</code>');
  expect(body).toContain('/api/openapi.json');
});
