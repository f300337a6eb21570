import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeReference, NUMBER_SIGNS } from '../../domain/reference.ts';
import { requestInformation } from '../../functions/acts/request-information.ts';
import { MESSAGE_TASK } from '../../functions/mail/outbox.ts';
import { putDesignation } from '../../functions/store/designation-rows.ts';
import { rowKeys } from '../../functions/store/keys.ts';
import { oweMessage } from '../../functions/store/message-row.ts';
import { personKey } from '../../functions/store/person-row.ts';
import { updateRow } from '../../functions/store/row-update.ts';
import { putTask } from '../../functions/store/task-row.ts';
import { aFullDraft, OPEN, STAFF } from '../functions/an-application.ts';
import { checkPage } from './check-page.ts';
import { withKeyboard } from './hands.ts';
import { WIDTHS } from './open-page.ts';
import { PagesApart } from './pages-apart.ts';
import type { StaffAtDesk } from './staff.ts';

const PHONE = { javaScript: true, width: WIDTHS.phone };
/** A desktop window at 200%. */
const ZOOMED = { javaScript: false, width: WIDTHS.desktop / 2 };
const NORTH = { round: { body: 'north-hub' } };
const CASE_WORKER = ['case-worker', 'body:north-hub'];
const MANAGER = ['programme-manager', 'administrator', ...CASE_WORKER];

let pages: PagesApart;
beforeAll(async () => {
  pages = await PagesApart.open();
});
beforeEach(() => {
  pages.now = OPEN;
});
afterAll(() => pages.close());

const look = ({ page }: StaffAtDesk, name: string) => checkPage(page, `helpdesk-states/${name}`);
const says = async ({ page }: StaffAtDesk, text: string) =>
  expect.soft(await page.getByText(text).count(), text).toBeGreaterThan(0);

/** Sends a form twice: with what is missing, and once it is filled in. */
async function act(desk: StaffAtDesk, name: string, button: string, fill: () => Promise<unknown>, done: string) {
  await desk.press(button);
  await look(desk, `${name}-error`);
  await fill();
  await desk.press(button);
  await says(desk, done);
}

test('what a manager does to one case, from giving it away to erasing it', async () => {
  const { reference, school } = await pages.checked(NORTH);
  await pages.staff(PHONE, 'cora', ...CASE_WORKER);
  const carla = await pages.staff(PHONE, 'carla', ...CASE_WORKER);
  await carla.follow('Schools that you are connected with');
  const own = () => carla.field('URN of the school').fill(school.urn);
  await act(carla, 'own-schools', 'Add the school', own, 'The school is in your list');
  await look(carla, 'own-schools');
  await carla.page.goto(`/helpdesk/cases/${reference}`);
  await says(carla, 'You said that you are connected with');
  await look(carla, 'conflict');
  await carla.press('Yes, I have one');
  await carla.page.goto(`/helpdesk/cases/${reference}`);
  await look(carla, 'conflicted');

  const priya = await pages.staff(PHONE, 'priya', ...MANAGER);
  const { page } = priya;
  await priya.open(reference);
  await priya.follow('Give it to a colleague');
  await act(
    priya,
    'give',
    'Give the case',
    () => priya.field('Colleague').selectOption('cora'),
    'your colleague’s now',
  );
  await priya.follow('Take back a conflict of interest');
  const lift = async () => {
    await priya.field('carla, declared').check();
    await priya.field('Reason').fill('The wrong button.');
  };
  await act(priya, 'lift', 'Take it back', lift, 'The conflict of interest is taken back');
  await priya.follow('Start the workflow again');
  await act(
    priya,
    'run-again',
    'Start it again',
    () => priya.field('Reason').fill('It stands still.'),
    'started again',
  );
  await priya.press('Send a reminder');
  await look(priya, 'refused');
  await priya.follow('Go back to the case');
  await priya.follow('Extend the due date');
  const extend = async () => {
    await priya.field('New due date').fill('2027-09-01');
    await priya.field('Reason').fill('The chair is ill.');
  };
  await act(priya, 'extend', 'Extend the due date', extend, 'The due date was put back');
  await requestInformation(pages.desk, { reference, by: STAFF, asks: 'Which year?' });
  await page.reload();
  await priya.follow('Give them longer');
  const longer = async () => {
    await priya.field('New due date').fill('2027-09-01');
    await priya.field('Reason').fill('She is in hospital.');
  };
  await act(priya, 'longer', 'Extend the due date', longer, 'They have longer to answer');
  await look(priya, 'case-done');
  await priya.follow('Withdraw on request');
  const withdraw = () => page.getByRole('radio').first().check();
  await act(priya, 'withdraw', 'Withdraw the application', withdraw, 'The application is withdrawn');

  await priya.follow('Erase it');
  await look(priya, 'erase-kept');
  pages.now = new Date('2034-01-01T10:00:00Z');
  const later = await pages.staff(PHONE, 'priya', ...MANAGER);
  await later.page.goto(`/helpdesk/cases/${reference}/erase`);
  const retype = () => later.field('Type the reference').fill(reference);
  await act(later, 'erase', 'Erase it for ever', retype, 'The personal data of the case is erased');
});

test('late passes, colleagues who are signed out, and what a role does not allow', async () => {
  const { reference } = await aFullDraft(pages.desk, NORTH);
  pages.now = new Date('2027-03-01T10:00:00Z');
  const priya = await pages.staff(ZOOMED, 'priya', ...MANAGER);
  await priya.open(reference);
  await priya.follow('Open it again for them');
  const until = async () => {
    await priya.page.locator('#until').fill('2027-03-10');
    await priya.field('Reason').fill('The school was flooded.');
  };
  await act(priya, 'late-pass', 'Let them send it', until, 'They can go on and send it');

  const casey = await pages.staff(ZOOMED, 'casey', ...CASE_WORKER);
  await casey.page.goto('/helpdesk/audit');
  await look(casey, 'not-allowed');
  await priya.follow('Audit');
  await priya.follow('casey');
  await look(priya, 'audit-staff');
  await priya.press('Sign casey out');
  await look(priya, 'signed-out');
  await casey.page.goto('/helpdesk/queues');
  expect(new URL(casey.page.url()).pathname).toBe('/help/cookies');
  // they went to another body while the page with the button stood open
  await pages.staff(ZOOMED, 'casey', 'case-worker', 'body:south-hub');
  await priya.press('Sign casey out');
  await look(priya, 'other-body');
});

test('several are declined together', async () => {
  const { reference, round } = await pages.checked(NORTH);
  const other = await pages.checked({ inRound: round });
  for (const one of [reference, other.reference]) {
    await pages.move(one, 'awaiting-decision', 'endorsements');
    const row = { kind: 'decision', reference: one, state: 'awaited', version: 1 };
    await pages.records.transact([{ Put: { Item: { ...rowKeys.decision(one), ...row } } }]);
  }
  const devi = await pages.staff(PHONE, 'devi', 'decider', 'body:north-hub');
  for (const one of [reference, other.reference]) {
    await devi.open(one);
    await devi.follow('Mark criteria');
    await devi.field('All that I left unmarked').check();
    await devi.field('One reason for all').fill('It is not enough.');
    await devi.press('Keep the marks and decide');
  }
  await devi.page.goto(`/helpdesk/rounds/${round.id}/decisions`);
  for (const box of await devi.page.getByRole('checkbox').all()) await box.check();
  await devi.press('Decline the ticked');
  await look(devi, 'decline');
  const why = async () => {
    await devi.page.getByRole('checkbox').first().check();
    await devi.field('What each applicant reads').fill('Too little is said of it.');
  };
  await act(devi, 'decline', 'Decline them', why, '2 cases');
  await devi.page.goto('/helpdesk/queues/releases');
  await look(devi, 'queue-releases');
});

test('what is done to a designation', async () => {
  const { reference, person, round } = await pages.checked(NORTH);
  const { programme, generation, body } = round;
  const number = makeReference('LLE', randomBytes(64), NUMBER_SIGNS);
  const dates = { startsOn: '2027-01-02', endsOn: '2031-01-01', reviewOn: '2028-01-02' };
  const row = { number, programme, generation, body, person, reference, conditions: [], ...dates };
  await pages.records.transact(putDesignation({ kind: 'designation', state: 'active', ...row }, undefined, OPEN));
  const casey = await pages.staff(ZOOMED, 'casey', ...CASE_WORKER);
  await casey.page.goto(`/helpdesk/designations/${number}`);
  await casey.press('No: open the case');
  await look(casey, 'designation');
  const words = () => casey.page.getByRole('textbox').last().fill('They asked for it.');
  const choose = async () => {
    await casey.page.getByRole('radio').first().check();
    await words();
  };
  for (const [title, name, fill, done] of [
    ['Pause it for the person', 'pause', words, 'The designation is paused'],
    ['Make it active again', 'resume', words, 'The designation is active again'],
    ['Start a review', 'review', choose, 'The review is started'],
    ['Record that a review found', 'conclude', words, 'The review is concluded'],
    ['End the designation', 'end', choose, 'The designation has ended'],
  ] as const) {
    await casey.follow(title);
    await act(casey, name, title, fill, done);
  }
  await look(casey, 'designation-ended');
});

test('what else staff come by', async () => {
  const { reference, round, person } = await pages.checked(NORTH);
  const decided = {
    kind: 'decision',
    reference,
    state: 'released',
    outcome: 'designate',
    decidedBy: 'dana',
    version: 1,
  };
  await pages.records.transact([
    { Put: { Item: { ...rowKeys.decision(reference), ...decided, decidedAt: OPEN.toISOString() } } },
    oweMessage(personKey(person), {
      template: 'address-changed',
      subject: 'once',
      occurrence: 1,
      reference: person,
      recipient: personKey(person),
      owedAt: OPEN.toISOString(),
    }),
  ]);
  const priya = await pages.staff(PHONE, 'priya', 'decider', 'body:national', ...MANAGER);
  const { page } = priya;
  await priya.open(reference);
  for (const [name, path] of [
    ['queues', 'queues'],
    ['not-found', 'none'],
    ['reversal', `cases/${reference}/reversal`],
    ['reversal-confirm', `cases/${reference}/reversal/confirm`],
    ['send-again', `cases/${reference}/messages/CASE-${reference}_application-received_applicant_1/again`],
    ['other-message', `messages/about-no-case?message=PERSON-${person}_address-changed_once_1`],
    ...['change', 'close', 'reopen', 'late-pass'].map(
      (form) => [`round-${form}`, `rounds/${round.id}/${form}`] as const,
    ),
  ] as const) {
    await page.goto(`/helpdesk/${path}`);
    await look(priya, name);
  }
  await page.goto(`/helpdesk/cases/${reference}/notes`);
  await priya.field('Note').fill('The chair rang again.');
  pages.now = new Date(OPEN.getTime() + 9 * 3_600_000);
  await priya.press('Add the note');
  await look(priya, 'signed-out-while-typing');
  await says(priya, 'The chair rang again.');
  for (const [name, answer] of [
    ['no-role', 'code=any'],
    ['sign-in-refused', 'error=access_denied'],
  ] as const) {
    await page.goto('/helpdesk/sign-in');
    await page.goto(`/helpdesk/sign-in/callback?${answer}`);
    await look(priya, name);
  }
});

test('a case worker corrects an endorser whom no email reached, with the keyboard alone', async () => {
  const { reference } = await pages.checked(NORTH);
  const [slot, subject] = ['governing-body', `CASE-${reference}_endorsement-asked_governing-body-1_1`];
  const asked = rowKeys.message(rowKeys.case(reference), 'endorsement-asked', `${slot}-1`, 1);
  const moved = () => new Error('moved on');
  await pages.records.transact([
    updateRow(rowKeys.slot(reference, slot), { set: { state: 'bounced' } }, moved),
    updateRow(asked, { set: { state: 'bounced', failure: 'Permanent-General' } }, moved),
    putTask(reference, 'north-hub', MESSAGE_TASK, subject, OPEN),
  ]);
  const casey = await pages.staff(PHONE, 'casey', ...CASE_WORKER);
  const { page } = casey;
  const hands = withKeyboard(page);
  const link = (name: string) => page.getByRole('link', { name }).first();
  const button = (name: string) => page.getByRole('button', { name }).first();
  await hands.press(link('Endorsement problems'));
  await hands.press(link(reference));
  await hands.press(button('No: open the case'));
  await look(casey, 'case-bounced');
  await hands.press(link('see the email'));
  await look(casey, 'message-bounced');
  await hands.press(link('Back to the case'));
  await hands.press(link('Correct or replace the endorser'));
  await hands.type(page.getByLabel('Email address'), 'nobody');
  await hands.choose(page.getByRole('radio').first());
  await hands.press(button('Ask this endorser'));
  await look(casey, 'endorser-error');
  await hands.type(page.getByLabel('Email address'), 'chair@school.example');
  await hands.press(button('Ask this endorser'));
  await says(casey, 'The endorser is asked by email');
  await hands.press(page.getByRole('alert').getByRole('link'));
  await says(casey, 'Nothing waits here');
});
