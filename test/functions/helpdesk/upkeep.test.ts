import { ExecutionDoesNotExist } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { answerInformation } from '../../../functions/acts/answer-information.ts';
import { assignCase } from '../../../functions/acts/assign-case.ts';
import { requestInformation } from '../../../functions/acts/request-information.ts';
import { changeCase, getCase, moveCase } from '../../../functions/store/case-row.ts';
import { informationKey } from '../../../functions/store/information-request-row.ts';
import { rowKeys } from '../../../functions/store/keys.ts';
import { getMessage } from '../../../functions/store/message-row.ts';
import { putTask } from '../../../functions/store/task-row.ts';
import { endOverdueInformation } from '../../../functions/sweep/end-overdue-information.ts';
import type { Sweeping } from '../../../functions/sweep/sweeping.ts';
import { aDesk, aFullDraft, aSubmission, OPEN, STAFF } from '../an-application.ts';
import { runTable, type TestTable } from '../records-harness.ts';
import type { Browser } from '../web/browser.ts';
import { Console, staffIdOf } from './console.ts';

const AFTER_CLOSE = new Date('2027-03-01T10:00:00Z');
const YEARS_LATER = new Date('2034-01-01T10:00:00Z');

let table: TestTable;
let console: Console;
let execution: 'RUNNING' | 'FAILED' | 'none';
let started: string[];

beforeAll(async () => {
  table = await runTable();
});
afterAll(() => table.end());
beforeEach(() => {
  started = [];
  execution = 'none';
  console = new Console(table.records, OPEN, async (command) => {
    const { name } = command.input as { name?: string };
    if (name !== undefined) {
      started.push(name);
      return {};
    }
    if (execution === 'none') throw new ExecutionDoesNotExist({ message: '', $metadata: {} });
    return { status: execution };
  });
});

const NORTH = { round: { body: 'north-hub' } };
const casesPath = (reference: string, path = '') => `/helpdesk/cases/${reference}${path}`;

async function opened(name: string, role: string, reference: string): Promise<Browser> {
  const browser = await console.signIn(name, role, 'body:north-hub');
  await browser.post(casesPath(reference, '/conflict'), { conflict: 'none' });
  return browser;
}

async function act(browser: Browser, reference: string, path: string, fields: Record<string, string>) {
  const { version } = await getCase(table.records, reference);
  await browser.get(casesPath(reference, path));
  return browser.send(casesPath(reference, path), { version: String(version), ...fields });
}

it('gives a case to a colleague of the same body, and to nobody who has an interest in it', async () => {
  const { reference } = await aSubmission(aDesk(table.records), NORTH);
  const carla = await console.signIn('carla', 'case-worker', 'body:north-hub');
  await console.signIn('aidan', 'auditor', 'body:north-hub');
  await console.signIn('hana', 'case-worker', 'body:south-hub');
  const casey = await opened('casey', 'case-worker', reference);
  const { body } = await casey.get(casesPath(reference, '/give'));
  expect(body).toContain('>carla<');
  expect(body).not.toMatch(/>(aidan|hana|casey)<\/option>/);
  const give = (to: string) => act(casey, reference, '/give', { to: staffIdOf(to), from: '' });
  expect((await give('hana')).body).toContain('Choose a colleague from the list');
  expect((await give('carla')).body).toContain('The case is your colleague’s now');
  expect((await getCase(table.records, reference)).card.assignee).toBe(staffIdOf('carla'));

  const by = staffIdOf('casey');
  await assignCase(aDesk(table.records), { reference, by, to: undefined, from: staffIdOf('carla') });
  await carla.post(casesPath(reference, '/conflict'), { conflict: 'conflicted' });
  expect((await give('carla')).body).toContain('They declared a conflict of interest');
});

it('takes back a conflict that was declared by mistake, with a reason, and asks again', async () => {
  const { reference } = await aSubmission(aDesk(table.records), NORTH);
  const carla = await console.signIn('carla', 'case-worker', 'body:north-hub');
  await carla.post(casesPath(reference, '/conflict'), { conflict: 'conflicted' });
  expect((await carla.get(casesPath(reference))).status).toBe(403);
  const ada = await opened('ada', 'administrator', reference);
  const member = staffIdOf('carla');
  const lift = (fields: Record<string, string>) => act(ada, reference, '/conflicts', fields);
  expect((await lift({ reason: 'Wrong button.' })).body).toContain('Choose whose declaration');
  expect((await lift({ member, reason: '' })).body).toContain('Write a reason');
  const lifted = await lift({ member, reason: 'She pressed the wrong button.' });
  expect(lifted.body).toContain('Took back the conflict of interest of carla');
  expect(lifted.body).toContain('She pressed the wrong button.');
  expect((await carla.get(casesPath(reference))).location).toBe(casesPath(reference, '/conflict'));
  expect((await lift({ member, reason: 'Again.' })).body).toContain('Nobody has declared');
});

it('gives an applicant longer to answer a question, also when it is overdue, and asks it again by mail', async () => {
  const { reference } = await aSubmission(aDesk(table.records), NORTH);
  const { request, dueAt } = await requestInformation(aDesk(table.records), { reference, by: STAFF, asks: 'Which?' });
  const casey = await opened('casey', 'case-worker', reference);
  const path = `/questions/${request}/due`;
  const until = (date: string, reason = 'She is in hospital.') =>
    act(casey, reference, path, { date, time: '17:00', reason });
  expect((await casey.get(casesPath(reference))).body).toContain(path);
  expect((await until('2027-01-13')).body).toContain('Enter a time later');
  expect((await until('2027-04-01', '')).body).toContain('Write a reason');
  const question = informationKey(reference, request);
  await endOverdueInformation({ records: table.records, at: dueAt } as Sweeping, question);
  expect((await getCase(table.records, reference)).asked).toBeUndefined();
  const { body } = await until('2027-04-01');
  expect(body).toContain('They have longer to answer');
  expect(body).toContain('Open, due Thursday 1 April 2027 at 5pm');
  expect((await getCase(table.records, reference)).asked).toBe(request);
  const mail = rowKeys.message(
    rowKeys.case(reference),
    'information-needed',
    `1-${Date.parse('2027-04-01T16:00Z')}`,
    1,
  );
  expect(await getMessage(table.records, mail)).toMatchObject({ state: 'owed', about: question });
  await answerInformation(aDesk(table.records), { reference, request, answer: 'The second.' });
  expect((await until('2027-04-08')).body).toContain('The question was answered');
});

it('opens a draft again after its round has closed, not before', async () => {
  const { reference } = await aFullDraft(aDesk(table.records), NORTH);
  const priya = await opened('priya', 'programme-manager', reference);
  const until = { until: '2027-03-10', 'until-time': '17:00', reason: 'Her school was flooded.' };
  expect((await priya.get(casesPath(reference))).body).not.toContain('Open it again');
  expect((await act(priya, reference, '/late-pass', until)).body).toContain('The round is still open');
  console.now = AFTER_CLOSE;
  const later = await opened('priya', 'programme-manager', reference);
  expect((await later.get(casesPath(reference))).body).toContain('Open it again');
  expect((await act(later, reference, '/late-pass', { ...until, until: '2027-02-27' })).body).toContain(
    'must lie ahead',
  );
  const done = await act(later, reference, '/late-pass', until);
  expect(done.body).toContain('Opened it again for the applicant');
  expect(done.body).toContain('Her school was flooded.');
});

it('starts a workflow again when none runs, and never a second one beside it', async () => {
  const { reference } = await aSubmission(aDesk(table.records), NORTH);
  const priya = await opened('priya', 'programme-manager', reference);
  const again = () => act(priya, reference, '/run-again', { reason: 'It stands still.' });
  execution = 'RUNNING';
  expect((await again()).body).toContain('The workflow runs, so a second one');
  expect(started).toEqual([]);
  execution = 'none';
  expect((await again()).body).toContain('The workflow was started again');
  execution = 'FAILED';
  // as the sweep does, which has put a second run in the place of the first
  await table.records.transact([
    changeCase(await getCase(table.records, reference), { run: 2 }),
    putTask(reference, 'north-hub', 'workflow-stopped', '1', OPEN),
  ]);
  const done = await again();
  expect(done.body).toContain('Started the workflow again');
  expect(done.body).not.toContain('To settle');
  expect(started).toEqual([`${reference}-1`, `${reference}-3`]);
  expect((await getCase(table.records, reference)).run).toBe(3);
});

it('erases what the rule no longer keeps, and nothing before', async () => {
  const { reference } = await aSubmission(aDesk(table.records), NORTH);
  await table.records.transact([moveCase(await getCase(table.records, reference), 'ineligible', 'eligibility', OPEN)]);
  const early = await opened('ada', 'administrator', reference);
  expect((await early.get(casesPath(reference, '/erase'))).body).toContain('The rule keeps it until');
  expect((await act(early, reference, '/erase', { reference })).body).toContain('The rule keeps this case');
  console.now = YEARS_LATER;
  const ada = await opened('ada', 'administrator', reference);
  const asked = await ada.get(casesPath(reference, '/erase'));
  expect(asked.body).toContain('answers');
  expect((await act(ada, reference, '/erase', { reference: 'LLE-1' })).body).toContain('Type the reference');
  expect((await act(ada, reference, '/erase', { reference })).body).toContain(
    'The personal data of the case is erased',
  );
  expect((await getCase(table.records, reference)).card.name).toBe('');
  const again = await opened('ada', 'administrator', reference);
  const { status, body } = await again.get(casesPath(reference));
  expect({ status, isErased: body.includes('(name erased)') }).toEqual({ status: 200, isErased: true });
  expect(body).toContain('Erased');
});

it('signs somebody else out everywhere, and keeps that it was done', async () => {
  const casey = await console.signIn('casey', 'case-worker', 'body:north-hub');
  const ada = await console.signIn('ada', 'administrator', 'body:national');
  await ada.get(`/helpdesk/audit/${staffIdOf('casey')}`);
  const done = await ada.send(`/helpdesk/audit/${staffIdOf('casey')}/sign-out`);
  expect(done.body).toContain('They are signed out in every browser');
  expect((await casey.get('/helpdesk')).status).toBe(303);
  expect((await ada.get(`/helpdesk/audit/${staffIdOf('ada')}?month=2027-01`)).body).toContain('Signed out');
  expect((await ada.post('/helpdesk/audit/nobody/sign-out', {})).status).toBe(404);
});

it('lets an administrator of a body sign out its own staff and nobody else’s, and see that they did', async () => {
  const casey = await console.signIn('casey', 'case-worker', 'body:north-hub');
  const page = `/helpdesk/audit/${staffIdOf('casey')}`;
  const hugo = await console.signIn('hugo', 'administrator', 'body:south-hub');
  expect((await hugo.get(page)).body).not.toContain('Sign them out');
  expect(await hugo.send(`${page}/sign-out`)).toMatchObject({
    status: 403,
    title: expect.stringContaining('another body'),
  });
  expect((await casey.get('/helpdesk')).status).toBe(200);

  const nora = await console.signIn('nora', 'administrator', 'body:north-hub');
  expect((await nora.get(page)).body).toContain('Sign them out');
  await nora.send(`${page}/sign-out`);
  expect((await casey.get('/helpdesk')).status).toBe(303);
  const done = `/helpdesk/audit/${staffIdOf('nora')}?month=2027-01`;
  expect((await nora.get(done)).body).toContain('Signed out');
  expect((await hugo.get(done)).body).not.toContain('Signed out');
});
