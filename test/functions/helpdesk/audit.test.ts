import { afterAll, beforeAll, expect, it } from 'vitest';
import { aDesk, aSubmission, OPEN } from '../an-application.ts';
import { runTable, type TestTable } from '../records-harness.ts';
import type { Browser } from '../web/browser.ts';
import { Console, staffIdOf } from './console.ts';

let table: TestTable;
let console: Console;
let reference: string;
let aidan: Browser;

beforeAll(async () => {
  table = await runTable();
  console = new Console(table.records, OPEN);
  ({ reference } = await aSubmission(aDesk(table.records), { round: { body: 'north-hub' } }));
  const casey = await console.signIn('casey', 'case-worker', 'body:north-hub');
  await casey.post(`/helpdesk/cases/${reference}/conflict`, { conflict: 'none' });
  const { body } = await casey.get(`/helpdesk/cases/${reference}`);
  const version = /name="version" value="(\d+)"/.exec(body)?.[1] ?? '';
  await casey.post(`/helpdesk/cases/${reference}/notes`, { version, note: '=1+1 rang, "again"' });
  aidan = await console.signIn('aidan', 'auditor', 'body:national');
  await aidan.post(`/helpdesk/cases/${reference}/conflict`, { conflict: 'none' });
});
afterAll(() => table.end());

it('shows of a case who did and looked at what, on a page and as a table', async () => {
  const { body } = await aidan.get(`/helpdesk/cases/${reference}/audit`);
  expect(body).toContain('Looked at the case');
  expect(body).toContain('Noted');
  expect(body).not.toContain('Applicant');
  const csv = await aidan.get(`/helpdesk/cases/${reference}/audit?as=csv`);
  expect(csv.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="audit-${reference}.csv"`,
  });
  expect(csv.body).toContain(`casey,${staffIdOf('casey')},case,${reference},noted`);
});

it('shows of a member of staff what they did and looked at in a month', async () => {
  expect((await aidan.get('/helpdesk/audit')).body).toContain(`/helpdesk/audit/${staffIdOf('casey')}`);
  const { body } = await aidan.get(`/helpdesk/audit/${staffIdOf('casey')}?month=2027-01`);
  expect(body).toContain(`/helpdesk/cases/${reference}/audit`);
  expect(body).toContain('Looked at the case');
  expect((await aidan.get(`/helpdesk/audit/${staffIdOf('casey')}?month=2026-12`)).body).toContain('Nothing in this');
  const csv = await aidan.get(`/helpdesk/audit/${staffIdOf('casey')}?month=2027-01&as=csv`);
  expect(csv.body.split('\r\n')[0]).toBe('at,name,staff,on,id,what,about,why');
  expect((await aidan.get('/helpdesk/audit/nobody')).status).toBe(404);
});

it('shows a manager of another body nothing of it', async () => {
  const hana = await console.signIn('hana', 'programme-manager', 'body:south-hub');
  const { body } = await hana.get(`/helpdesk/audit/${staffIdOf('casey')}?month=2027-01`);
  expect(body).not.toContain(reference);
});

it('exports all that is kept of a case and its person, and nothing of the service’s own', async () => {
  const { body, headers } = await aidan.get(`/helpdesk/cases/${reference}/export`);
  expect(headers).toMatchObject({ 'content-type': 'application/json' });
  const kept = JSON.parse(body);
  expect(kept).toMatchObject({ reference, case: [{ reference }], person: [{ email: expect.any(String) }] });
  expect(kept.answers.length).toBeGreaterThan(2);
  expect(kept.note).toMatchObject([{ text: '=1+1 rang, "again"' }]);
  expect(body).not.toMatch(/taskToken|listPk|queuePk|recipient/);
  expect((await aidan.get(`/helpdesk/cases/${reference}/audit`)).body).toContain('Looked at export');
});
