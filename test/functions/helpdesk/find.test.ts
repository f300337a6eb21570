import { afterAll, beforeAll, expect, it } from 'vitest';
import { assignCase } from '../../../functions/acts/assign-case.ts';
import { createCheckEligibility } from '../../../functions/check-eligibility/check-eligibility.ts';
import { requestKey } from '../../../functions/store/endorsement-rows.ts';
import { getRecipient } from '../../../functions/store/recipient-row.ts';
import { putTask } from '../../../functions/store/task-row.ts';
import { aDesk, aFullDraft, aSubmission, OPEN } from '../an-application.ts';
import { runTable, type TestTable } from '../records-harness.ts';
import type { Browser } from '../web/browser.ts';
import { Console, staffIdOf } from './console.ts';

let table: TestTable;
let console: Console;
let casey: Browser;
/** Two sent, one draft, and one of another body. */
let robin: Awaited<ReturnType<typeof aSubmission>>;
let sam: Awaited<ReturnType<typeof aSubmission>>;
let draft: Awaited<ReturnType<typeof aFullDraft>>;
let elsewhere: Awaited<ReturnType<typeof aSubmission>>;

beforeAll(async () => {
  table = await runTable();
  console = new Console(table.records, OPEN);
  const desk = aDesk(table.records);
  const north = { body: 'north-hub', title: 'Spring' };
  robin = await aSubmission(desk, { round: north, school: { name: 'Oak Primary', region: 'North East' } });
  await createCheckEligibility({ records: table.records, now: () => OPEN })({ reference: robin.reference });
  sam = await aSubmission(aDesk(table.records, new Date('2027-01-15T10:00:00Z')), {
    inRound: robin.round,
    school: { name: 'St Sébastien’s', region: 'London' },
    answers: { name: 'Sam O’Néill' },
  });
  draft = await aFullDraft(desk, { inRound: robin.round });
  elsewhere = await aSubmission(desk, { round: { body: 'south-hub' }, school: { name: 'Oak Primary' } });
  await table.records.transact([putTask(sam.reference, 'north-hub', 'endorser-declined', 'governing-body', OPEN)]);
  const by = staffIdOf('casey');
  await assignCase(desk, { reference: robin.reference, by, to: by, from: undefined });
  console.now = new Date('2027-01-16T10:00:00Z');
  casey = await console.signIn('casey', 'case-worker', 'body:north-hub');
});
afterAll(() => table.end());

const searched = async (search: Record<string, string>, browser = casey) => {
  const { body } = await browser.get(`/helpdesk/find?${new URLSearchParams(search)}`);
  return [robin, sam, draft, elsewhere].flatMap(({ reference }) =>
    body.includes(`>${reference}<`) ? [reference] : [],
  );
};

it('finds by a reference however it is typed, part of a name, of a school, a URN and an address', async () => {
  expect(await searched({ text: robin.reference.toLowerCase().replaceAll('-', ' ') })).toEqual([robin.reference]);
  expect(await searched({ text: 'oneill' })).toEqual([sam.reference]);
  expect(await searched({ text: 'sebastiens sam' })).toEqual([sam.reference]);
  expect(await searched({ text: 'oak' })).toEqual([robin.reference]);
  expect(await searched({ text: robin.school.urn })).toEqual([robin.reference]);
  expect(await searched({ text: draft.email.toUpperCase() })).toEqual([draft.reference]);
  expect(await searched({ text: 'nobody@school.example' })).toEqual([]);
});

it('finds by the address of somebody who was asked to endorse', async () => {
  const { email } = await getRecipient(table.records, requestKey(robin.reference, 'governing-body', '1'));
  expect(await searched({ text: email })).toEqual([robin.reference]);
});

it('filters by state, region, days, in whose hands and what is open, all together', async () => {
  expect(await searched({ state: 'draft' })).toEqual([draft.reference]);
  expect(await searched({ state: 'open' })).toEqual([robin, sam, draft].map(({ reference }) => reference));
  expect(await searched({ region: 'London' })).toEqual([sam.reference]);
  expect(await searched({ days: '2' })).toEqual([robin.reference, draft.reference]);
  expect(await searched({ assignee: 'mine' })).toEqual([robin.reference]);
  expect(await searched({ assignee: 'nobody', state: 'open' })).toEqual([sam.reference, draft.reference]);
  expect(await searched({ flag: 'any' })).toEqual([sam.reference]);
  expect(await searched({ flag: 'workflow-stopped' })).toEqual([]);
  expect(await searched({ flag: 'endorser-declined', region: 'North East' })).toEqual([]);
});

it('finds nothing of another body, by whatever is typed', async () => {
  for (const text of [elsewhere.reference, elsewhere.email, elsewhere.school.urn]) {
    expect(await searched({ text })).not.toContain(elsewhere.reference);
  }
  expect(await searched({ round: elsewhere.round.id })).toEqual([]);
  const nadia = await console.signIn('nadia', 'auditor', 'body:national');
  expect(await searched({ text: 'oak' }, nadia)).toEqual([robin.reference, elsewhere.reference]);
});

it('shows again in the form what was searched for', async () => {
  const { body } = await casey.get('/helpdesk/find?text=%3Cb%3E&state=draft&days=3');
  expect(body).toContain('value="&lt;b&gt;"');
  expect(body).toContain('<option value="draft" selected>');
  expect(body).toContain('Nothing was found');
});
