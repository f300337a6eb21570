import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { requestInformation } from '../../functions/acts/request-information.ts';
import { cancelCase } from '../../functions/acts/rounds/cancel-case.ts';
import { cancelRound } from '../../functions/acts/rounds/cancel-round.ts';
import { closeDraft } from '../../functions/acts/rounds/close-draft.ts';
import { giveLatePass } from '../../functions/acts/rounds/give-late-pass.ts';
import { saveAnswers } from '../../functions/acts/save-answers.ts';
import { withdraw } from '../../functions/acts/withdraw.ts';
import { readCaseFile } from '../../functions/store/case-file.ts';
import { designationsOf } from '../../functions/store/designation-rows.ts';
import { endInformationRequest } from '../../functions/store/information-request-row.ts';
import { rowKeys } from '../../functions/store/keys.ts';
import { indexSchools, putSchoolWord } from '../../functions/store/school-word-row.ts';
import { takeSeat } from '../../functions/store/seat-row.ts';
import type { SlotRow } from '../../functions/store/slot-row.ts';
import { anInspection, aSchool } from '../domain/a-school.ts';
import {
  APPLICANT,
  aFullDraft,
  aFullDraftIn,
  aRoundWithSchool,
  aSubmission,
  OPEN,
  STAFF,
} from '../functions/an-application.ts';
import { AT, anEndorser, DUE } from '../functions/endorse/an-endorser.ts';
import { seedCase } from '../functions/mail/a-case.ts';
import { checkPage } from './check-page.ts';
import { withMouse } from './hands.ts';
import { WIDTHS } from './open-page.ts';
import { PagesApart } from './pages-apart.ts';

const PHONE = { javaScript: true, width: WIDTHS.phone };
const HOUR = 3_600_000;

let pages: PagesApart;
beforeAll(async () => {
  pages = await PagesApart.open();
});
beforeEach(() => {
  pages.now = OPEN;
});
afterAll(() => pages.close());

/** Opens a page of somebody's, and holds it to what every page must keep. */
async function look(person: string | undefined, path: string, name: string, heading?: string): Promise<Page> {
  const page = await pages.page(PHONE, person);
  await page.goto(path);
  await checkPage(page, `states/${name}`);
  if (heading !== undefined) expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(heading);
  return page;
}

const press = (page: Page, name: string) => withMouse.press(page.getByRole('button', { name, exact: true }));

async function setSlots(reference: string, ...states: SlotRow['state'][]): Promise<void> {
  const { slots } = await readCaseFile(pages.records, reference);
  const set = slots.map(({ slot }, index) => ({
    Update: {
      Key: rowKeys.slot(reference, slot),
      UpdateExpression: 'SET #state = :state',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':state': states[index] },
    },
  }));
  await pages.records.transact(set);
}

const NOT_GOOD = { inspection: anInspection({ overall: 'requires improvement' }) };

test('an application that was sent, wherever it is', async () => {
  const sent = await aSubmission(pages.desk);
  await look(sent.person, `/applications/${sent.reference}`, 'submitted', 'Sent');
  const reviewed = await pages.checked({ school: NOT_GOOD });
  const review = await look(reviewed.person, reviewed.path, 'eligibility-review', 'whether you are eligible');
  expect(await review.getByText('The last inspection judged less than good').count()).toBe(1);

  const waiting = await pages.checked();
  await setSlots(waiting.reference, 'bounced', 'declined');
  await look(waiting.person, waiting.path, 'endorsers-bounced-declined');
  await setSlots(waiting.reference, 'held', 'started');
  await look(waiting.person, waiting.path, 'endorsers-held-started');
  await look(waiting.person, `${waiting.path}/withdraw`, 'withdraw', 'Withdraw');
  const ended = await pages.checked();
  await setSlots(ended.reference, 'lapsed', 'given');
  await pages.move(ended.reference, 'not-endorsed', 'endorsements');
  await look(ended.person, ended.path, 'not-endorsed', 'without the endorsements');
  await setSlots(waiting.reference, 'given', 'given');
  await pages.move(waiting.reference, 'awaiting-decision', 'endorsements');
  await look(waiting.person, waiting.path, 'awaiting-decision', 'Waiting for the decision');
});

test('what was not sent, and can or can no longer be', async () => {
  const draft = await aFullDraft(pages.desk, { answers: { post: '' } });
  const path = `/applications/${draft.reference}`;
  await look(draft.person, path, 'task-list-in-progress');
  await look(draft.person, `${path}/withdraw`, 'delete-draft', 'Delete this draft');
  const closes = draft.round.closes.instant.getTime();
  pages.now = new Date(closes + HOUR / 60);
  await look(draft.person, path, 'task-list-closed');
  pages.now = new Date(closes + HOUR);
  await closeDraft(pages.desk, draft.reference);
  const until = '2027-03-05T17:00';
  await giveLatePass(pages.desk, { round: draft.round.id, person: draft.person, until, by: STAFF, reason: 'Flood' });
  await look(draft.person, `/rounds/${draft.round.id}`, 'round-late-pass');
  const goingOn = await look(draft.person, path, 'not-submitted-late-pass');
  await press(goingOn, 'Go on with your application');
  await checkPage(goingOn, 'states/task-list-late-pass');
  await goingOn.goto(`${path}/withdraw`);
  await press(goingOn, 'Delete draft');
  await checkPage(goingOn, 'states/draft-deleted');
  expect(await goingOn.title()).toContain('Draft deleted');

  pages.now = new Date(closes - HOUR / 60);
  const late = await aFullDraft(pages.desk);
  pages.now = new Date(closes + HOUR / 60);
  await look(late.person, `/applications/${late.reference}`, 'task-list-in-grace');
});

test('a round that takes nobody any more', async () => {
  const full = await aFullDraft(pages.desk, { round: { capacity: 1 } });
  const sender = await look(full.person, `/applications/${full.reference}/check`, 'check-complete');
  await pages.records.transact([takeSeat(full.round.id, 0, 'LLE-0000-0000')]);
  for (const box of await sender.getByRole('checkbox').all()) await box.check();
  await press(sender, 'Send application');
  await checkPage(sender, 'states/round-full-refused');
  expect(await sender.title()).toContain('The round is full');
  await look(undefined, `/rounds/${full.round.id}`, 'round-full');

  const cancelled = await aFullDraft(pages.desk);
  await cancelRound(pages.desk, { round: cancelled.round.id, by: STAFF, reason: 'No money' });
  await look(undefined, `/rounds/${cancelled.round.id}`, 'round-cancelled');
  await look(cancelled.person, `/applications/${cancelled.reference}`, 'task-list-cancelled');
  await cancelCase(pages.desk, cancelled.reference);
  await look(
    cancelled.person,
    `/applications/${cancelled.reference}`,
    'application-cancelled',
    'we cancelled the round',
  );

  const { round } = await aRoundWithSchool(pages.records);
  const mine = await look(full.person, `/rounds/${round.id}`, 'round-earlier');
  pages.now = round.closes.instant;
  const starter = await pages.page(PHONE, full.person);
  pages.now = OPEN;
  await starter.goto(`/rounds/${round.id}`);
  pages.now = round.closes.instant;
  await press(starter, 'Start your application');
  await checkPage(starter, 'states/round-not-open');
  expect(await starter.title()).toContain('The round is not open');
  pages.now = OPEN;
  await press(mine, 'Start your application');
  await mine.goto(`/rounds/${round.id}`);
  await checkPage(mine, 'states/round-mine');
  await look(undefined, '/apply/sle', 'programme-closed');
  await look(undefined, '/apply/lle', 'programme-open');
});

test('whoever is designated already, and what went on meanwhile', async () => {
  const { person } = await seedCase(pages.records);
  const [number = ''] = await designationsOf(pages.records, person);
  const { round } = await aRoundWithSchool(pages.records);
  const path = `/rounds/${round.id}`;
  for (const [where, name] of [
    [path, 'round'],
    ['/apply/lle', 'programme'],
  ] as const) {
    const told = await look(person, where, `${name}-designated-already`);
    expect(await told.getByText('so there is nothing to apply for').count()).toBe(1);
    expect(await told.getByRole('button', { name: 'See your designation' }).getAttribute('href')).toContain(number);
    expect(await told.getByRole('button', { name: /Start|Apply now/ }).count()).toBe(0);
  }
  await look(person, '/applications', 'applications-designated-already');
  const { person: racer } = await aFullDraft(pages.desk);
  const starting = await look(racer, path, 'round-start');
  const theirs = { ...rowKeys['designation-of-person'](racer, 'lle'), kind: 'designation-of-person', number };
  await pages.records.transact([{ Put: { Item: theirs } }]);
  await press(starting, 'Start your application');
  await checkPage(starting, 'states/already-designated');
  expect(await starting.title()).toContain('You are designated already');

  const one = await pages.checked();
  const { slots } = await readCaseFile(pages.records, one.reference);
  const page = await look(one.person, `${one.path}/endorsers/${slots[0]?.slot}`, 'endorser');
  await page.getByLabel('Their email address').fill('nobody');
  await press(page, 'Save and ask them');
  await checkPage(page, 'states/endorser-error');
  await page.getByLabel('Their email address').fill('kim@authority.example');
  await page.getByRole('radio').first().check();
  await withdraw(pages.desk, { reference: one.reference, by: APPLICANT, reason: 'other' });
  await press(page, 'Save and ask them');
  await checkPage(page, 'states/moved-on');
  expect(await page.title()).toContain('This has changed meanwhile');
});

test('a question of the staff that was not answered, or is needed no more', async () => {
  const { person, reference, path } = await pages.checked();
  const { request } = await requestInformation(pages.desk, { reference, by: STAFF, asks: 'Which year?' });
  const { information } = await readCaseFile(pages.records, reference);
  const [asked] = information;
  if (!asked) throw new Error('nothing was asked');
  for (const state of ['overdue', 'cancelled'] as const) {
    const from = ['open', 'overdue'] as const;
    await pages.records.transact([endInformationRequest(asked, { state }, from)]);
    await look(person, `${path}/questions-to-you/${request}`, `information-${state}`);
  }
});

test('the questions of a draft, while they are answered', async () => {
  const school = aSchool({ urn: '990001', name: 'Teapot Lane Primary School' });
  const schools = [school, aSchool({ urn: '990002', name: 'Teapot Hill Primary School' })];
  await pages.records.transact([...indexSchools(schools)].map(([word, found]) => putSchoolWord(word, found)));
  const where = await aRoundWithSchool(pages.records);
  const { person, reference, email } = await aFullDraftIn(where, pages.desk);
  const questions = `/applications/${reference}/questions`;
  const page = await look(person, `${questions}/your-school?chosen`, 'school-chosen');
  await page.getByText('This is not my school').click();
  await page.getByLabel('Which school is it?').fill('Teapot');
  await press(page, 'Continue');
  await checkPage(page, 'states/school-choose');
  await press(page, 'Continue');
  await checkPage(page, 'states/school-choose-error');
  await page.goto(`${questions}/support/schools/1`);
  await checkPage(page, 'states/supported-school-filled');
  await page.goto(`${questions}/endorsers`);
  await page.getByLabel('Their email address').first().fill(email);
  await page.getByLabel('Chair of the governing body', { exact: true }).check();
  await page.getByLabel('Director of children’s services').check();
  await press(page, 'Save and continue');
  await checkPage(page, 'states/endorser-of-oneself');
  expect(await page.getByText('This is your own email address').count()).toBe(1);

  await page.goto(`${questions}/about-you`);
  const answers = { name: 'Robin Other', post: 'Head' };
  await saveAnswers(pages.desk, { reference, section: 'about-you', answers, seen: 1 });
  await page.getByLabel('What is your post?').fill('Principal');
  await page.getByLabel(/telephone/).fill('01632 960 001');
  await press(page, 'Save and continue');
  await checkPage(page, 'states/changed-elsewhere');
  expect(await page.getByText('changed in another tab').count()).toBe(1);

  pages.now = new Date(OPEN.getTime() + 21 * HOUR);
  await press(page, 'Save and continue');
  await page.waitForURL('**/sign-in?*');
  await look(person, `${questions}/about-you`, 'kept-form');
  await look(person, '/applications', 'applications-sign-in');
});

test('an endorser who comes again', async () => {
  pages.now = AT;
  const answered = await anEndorser(pages.records, { slot: { state: 'given' }, request: { state: 'given' } });
  await look(undefined, answered.home, 'endorsement-erased', 'We have your answer');
  const cancelled = await anEndorser(pages.records, { slot: { state: 'cancelled' }, request: { state: 'cancelled' } });
  await look(undefined, cancelled.home, 'endorsement-cancelled', 'no longer needed');
  const replaced = await anEndorser(pages.records, { slot: { request: '2' }, request: { state: 'replaced' } });
  await look(undefined, replaced.home, 'endorsement-replaced', 'no longer used');
  const late = await anEndorser(pages.records);
  pages.now = DUE;
  await look(undefined, late.home, 'endorsement-past-due', 'has passed');
});
