import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCaseFile } from '../../../functions/store/case-file.ts';
import { emailOf, getPerson } from '../../../functions/store/person-row.ts';
import { putRound } from '../../../functions/store/round-row.ts';
import { putSchool } from '../../../functions/store/school-row.ts';
import { indexSchools, putSchoolWord } from '../../../functions/store/school-word-row.ts';
import { LLE_2014 } from '../../../programmes/lle.ts';
import type { Programme } from '../../../programmes/programme.ts';
import { SLE_2018 } from '../../../programmes/sle.ts';
import { aRound } from '../../domain/a-round.ts';
import { aSchool } from '../../domain/a-school.ts';
import { runTable, type TestTable } from '../records-harness.ts';
import type { Browser } from '../web/browser.ts';
import { ApplyPages, answersTo } from './applicant.ts';

let table: TestTable;
let pages: ApplyPages;
const school = aSchool({ urn: '900001', name: 'Teapot Lane Primary School' });

beforeAll(async () => {
  table = await runTable();
  pages = new ApplyPages(table.records);
  const words = [...indexSchools([school])].map(([word, schools]) => putSchoolWord(word, schools));
  await table.records.transact([putSchool({ kind: 'school', school }), ...words]);
});
afterAll(() => table.end());

async function openRound(programme: Programme): Promise<string> {
  const id = randomUUID();
  const round = aRound({ id, programme: programme.id, generation: programme.generation, state: 'open' });
  await table.records.transact(putRound(round));
  // a moment at which this round is open, whatever its dates
  pages.now = new Date(round.opens.instant.getTime() + 3_600_000);
  return id;
}

async function begin(programme: Programme): Promise<{ applicant: Browser; at: string; reference: string }> {
  const round = await openRound(programme);
  const applicant = await pages.signIn(`${randomUUID()}@school.example`);
  const page = await applicant.get(`/rounds/${round}`);
  expect(page.body).toContain('Start your application');
  const { location } = await applicant.post(`/rounds/${round}/start`, {});
  return { applicant, at: location, reference: location.split('/').at(-1) ?? '' };
}

async function fillIn(programme: Programme, applicant: Browser, at: string): Promise<void> {
  for (const section of programme.form.sections) {
    for (const page of section.pages) {
      const path = `${at}/questions/${page.id}`;
      const shown = await applicant.get(path);
      const seen = /name="seen" value="(\d+)"/.exec(shown.body)?.[1] ?? '0';
      const fields = answersTo(programme, page.questions, school.urn);
      expect((await applicant.post(path, { seen, ...fields })).status).toBe(303);
      if (!page.questions.some(({ kind, optional }) => kind === 'supported-schools' && !optional)) continue;
      const adding = await applicant.get(`${path}/schools/new`);
      const added = await applicant.post(`${path}/schools/new`, {
        seen: /name="seen" value="(\d+)"/.exec(adding.body)?.[1] ?? '0',
        school: school.urn,
        role: /name="role" type="radio" value="([^"]+)"/.exec(adding.body)?.[1] ?? '',
        'from-day': '1',
        'from-month': '9',
        'from-year': '2024',
        impact: 'Reading improved.',
      });
      expect(added.status).toBe(303);
    }
  }
}

const everyStatement = (programme: Programme) => programme.form.statements.map((_, index) => String(index));

describe.each([LLE_2014, SLE_2018])('an application of $id', (programme) => {
  it('goes from the start to the confirmation, by the data of its programme alone', async () => {
    const { applicant, at, reference } = await begin(programme);
    expect((await applicant.get(at)).body).toContain('You have not applied yet');
    expect((await applicant.get(`${at}/check`)).body).toContain('Not answered yet');

    await fillIn(programme, applicant, at);
    const check = await applicant.get(`${at}/check`);
    expect(check.body).not.toContain('Not answered yet');
    expect(check.body).toContain('I did this &amp; it &lt;helped&gt;.');

    const sent = await applicant.send(`${at}/check`, { statements: everyStatement(programme) });
    expect(sent.body).toContain(reference);
    expect((await readCaseFile(table.records, reference)).case.state).toBe('submitted');
  });

  it('is sent once, however often the button is pressed', async () => {
    const { applicant, at, reference } = await begin(programme);
    await fillIn(programme, applicant, at);
    await applicant.get(`${at}/check`);
    const presses = await Promise.all(
      [1, 2, 3].map(() => applicant.post(`${at}/check`, { statements: everyStatement(programme) })),
    );
    expect(presses.map(({ location }) => location)).toEqual(Array(3).fill(`${at}/submitted`));
    const { events } = await readCaseFile(table.records, reference);
    expect(events.filter(({ what }) => what === 'submitted')).toHaveLength(1);
  });
});

describe('a draft', () => {
  it('is not sent without its statements, and says so', async () => {
    const { applicant, at, reference } = await begin(LLE_2014);
    await fillIn(LLE_2014, applicant, at);
    await applicant.get(`${at}/check`);
    const page = await applicant.post(`${at}/check`, { statements: '0' });
    expect([page.status, page.title.startsWith('Error: ')]).toEqual([422, true]);
    expect((await readCaseFile(table.records, reference)).case.state).toBe('draft');
  });

  it('keeps what was typed when an answer does not fit, and says why at the field', async () => {
    const { applicant, at } = await begin(LLE_2014);
    await applicant.get(`${at}/questions/performance`);
    const words = 'word '.repeat(301);
    const page = await applicant.post(`${at}/questions/performance`, { seen: '0', 'minimum-standards': words });
    expect(page.status).toBe(422);
    expect(page.body).toContain('Use 300 words or fewer: there are 301');
    expect(page.body).toContain(words.trim());
  });

  it('shows two tabs that they differ, and loses nothing of either', async () => {
    const { applicant, at, reference } = await begin(SLE_2018);
    const path = `${at}/questions/about-you`;
    await applicant.get(path);
    expect((await applicant.post(path, { seen: '0', name: 'First Tab', post: 'Head of maths' })).status).toBe(303);
    const second = await applicant.post(path, { seen: '0', name: 'Second Tab', post: 'Head of maths' });
    expect(second.status).toBe(409);
    expect(second.body).toContain('changed in another tab');
    expect(second.body).toContain('Second Tab');
    const [row] = (await readCaseFile(table.records, reference)).answers;
    expect(row?.answers.name).toBe('First Tab');
  });

  it('warns once, as soon as it is kept, of somebody who would endorse themselves', async () => {
    const { applicant, at, reference } = await begin(LLE_2014);
    const path = `${at}/questions/endorsers`;
    const email = await emailOf(table.records, (await readCaseFile(table.records, reference)).case.person);
    const questions = LLE_2014.form.sections
      .flatMap((section) => section.pages)
      .flatMap((page) => page.questions)
      .filter(({ kind }) => kind === 'endorser');
    const fields = { ...answersTo(LLE_2014, questions, school.urn), [`${questions[0]?.id}-email`]: email ?? '' };
    await applicant.get(path);
    const kept = await applicant.send(path, { seen: '0', ...fields });
    expect(kept.body).toContain('Read the warning below before you go on');
    expect(kept.body).toContain('This is your own email address');
    expect((await applicant.post(path, { seen: '1', ...fields })).location).toBe(at);
  });

  it('finds the school by its name, and keeps the one that is chosen', async () => {
    const { applicant, at, reference } = await begin(LLE_2014);
    const path = `${at}/questions/your-school`;
    await applicant.get(path);
    const found = await applicant.post(path, { seen: '0', school: 'teapot lane' });
    expect(found.body).toContain('value="900001"');
    const shown = { seen: '0', school: 'teapot lane', 'school-searched': 'teapot lane' };
    const again = await applicant.post(path, shown);
    expect([again.status, again.body]).toEqual([422, expect.stringContaining('Choose the school from the list')]);
    expect(again.body).toContain('value="900001"');
    await applicant.post(path, {
      ...shown,
      'school-urn': '900001',
    });
    const [row] = (await readCaseFile(table.records, reference)).answers;
    expect(row?.answers.school).toBe('900001');
    expect((await applicant.get(path)).body).toContain('Teapot Lane Primary School');
  });

  it('loses nothing that was typed when the session ended meanwhile', async () => {
    const email = `${randomUUID()}@school.example`;
    const round = await openRound(LLE_2014);
    const applicant = await pages.signIn(email);
    await applicant.get(`/rounds/${round}`);
    const { location } = await applicant.post(`/rounds/${round}/start`, {});
    const path = `${location}/questions/performance`;
    await applicant.get(path);

    pages.now = new Date(pages.now.getTime() + 21 * 3_600_000);
    const late = await applicant.post(path, { seen: '0', 'minimum-standards': 'Typed overnight' });
    expect(late.location).toBe(`/sign-in?next=${encodeURIComponent(path)}`);
    // another browser, as when a mail program opens one of its own
    const again = await pages.signIn(email);
    const page = await again.get(path);
    expect(page.body).toContain('You were signed out before you could save this page');
    expect(page.body).toContain('Typed overnight');
    expect((await again.post(path, { seen: '0', 'minimum-standards': 'Typed overnight' })).status).toBe(303);
    expect((await again.get(path)).body).not.toContain('You were signed out');

    const stranger = await pages.signIn(`${randomUUID()}@school.example`);
    expect((await stranger.get(path)).status).toBe(404);
  });

  it('is the only one of its person in the round', async () => {
    const round = await openRound(LLE_2014);
    const applicant = await pages.signIn(`${randomUUID()}@school.example`);
    await applicant.get(`/rounds/${round}`);
    const first = await applicant.post(`/rounds/${round}/start`, {});
    const second = await applicant.post(`/rounds/${round}/start`, {});
    expect(second.location).toBe(first.location);
  });

  it('begins with the answers of the last one when asked to, but not with its declarations', async () => {
    const { applicant, at } = await begin(LLE_2014);
    await fillIn(LLE_2014, applicant, at);
    const next = await openRound(LLE_2014);
    expect((await applicant.get(`/rounds/${next}`)).body).toContain('Start from the answers of my application');
    const { location } = await applicant.post(`/rounds/${next}/start`, { answers: 'earlier' });
    expect((await applicant.get(`${location}/questions/about-you`)).body).toContain('value="Ann Example"');
    expect((await applicant.get(`${location}/questions/headship`)).body).not.toContain(' checked');
  });

  it('is not there for anybody else', async () => {
    const { at } = await begin(LLE_2014);
    const other = await pages.signIn(`${randomUUID()}@elsewhere.example`);
    for (const path of ['', '/check', '/answers', '/withdraw', '/questions/about-you', '/submitted']) {
      expect((await other.get(`${at}${path}`)).status).toBe(404);
    }
  });

  it('is deleted with all that was written, and can be begun again', async () => {
    const { applicant, at, reference } = await begin(LLE_2014);
    await fillIn(LLE_2014, applicant, at);
    expect((await applicant.get(`${at}/withdraw`)).body).toContain('Everything that you wrote is erased');
    const page = await applicant.send(`${at}/withdraw`);
    expect(page.body).toContain('You deleted the draft');
    const file = await readCaseFile(table.records, reference);
    expect(file).toMatchObject({ case: { state: 'withdrawn', card: { name: '' } }, answers: [] });
    expect((await getPerson(table.records, file.case.person)).name).toBe('');
    const round = await applicant.get(`/rounds/${file.case.round}`);
    expect(round.body).toContain('Start your application');
    const again = await applicant.send(`/rounds/${file.case.round}/start`);
    expect(again.body).toContain('0 of 8 sections completed');
    expect(again.body).not.toContain(reference);
    expect((await applicant.get(at)).body).toContain('You deleted the draft');
    await applicant.send(`${at.replace(reference, /LLE-\w{4}-\w{4}/.exec(again.body)?.[0] ?? '')}/withdraw`);
    // nothing of them can be begun with
    const next = await openRound(LLE_2014);
    expect((await applicant.get(`/rounds/${next}`)).body).not.toContain('Start from the answers');
  });

  it('says in its list of sections what is missing of one that was begun, and opens that page', async () => {
    const { applicant, at } = await begin(LLE_2014);
    await applicant.get(`${at}/questions/about-you`);
    await applicant.post(`${at}/questions/about-you`, { seen: '0', name: 'Ann Example' });
    expect((await applicant.get(at)).body).toContain('Not answered yet: What is your post?');
  });
});
