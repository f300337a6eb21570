import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerInformation } from '../../../functions/acts/answer-information.ts';
import { WARNING_TASK } from '../../../functions/acts/asking.ts';
import { extendEndorsement } from '../../../functions/acts/extend-endorsement.ts';
import { requestInformation } from '../../../functions/acts/request-information.ts';
import { MESSAGE_TASK } from '../../../functions/mail/outbox.ts';
import { rowKeys } from '../../../functions/store/keys.ts';
import { putTask } from '../../../functions/store/task-row.ts';
import { chaseSlot } from '../../../functions/sweep/chase-slot.ts';
import type { Sweeping } from '../../../functions/sweep/sweeping.ts';
import { aDesk, aSubmission, OPEN, STAFF } from '../an-application.ts';
import { seedCase } from '../mail/a-case.ts';
import { runTable, type TestTable } from '../records-harness.ts';
import { Console } from './console.ts';

let table: TestTable;
let console: Console;
let reference: string;

beforeAll(async () => {
  table = await runTable();
  console = new Console(table.records, OPEN);
  const desk = aDesk(table.records);
  ({ reference } = await aSubmission(desk, { round: { body: 'north-hub' } }));
  const { request } = await requestInformation(desk, { reference, by: STAFF, asks: 'Which year?' });
  await answerInformation(desk, { reference, request, answer: 'In 2024.' });
});
afterAll(() => table.end());

const answers = async (name: string, ...groups: string[]) =>
  (await (await console.signIn(name, ...groups)).get('/helpdesk/queues/answers')).body;

it('shows what waits to the staff of its body and of the national body only, due by helpdesk hours', async () => {
  const seen = await answers('casey', 'case-worker', 'body:north-hub');
  expect(seen).toContain(reference);
  // two working days after Tuesday morning
  expect(seen).toContain('Thursday 14 January 2027 at 5pm');
  expect(await answers('nadia', 'decider', 'body:national')).toContain(reference);
  expect(await answers('hana', 'case-worker', 'body:south-hub')).toContain('Nothing waits here');
});

it('gives a case to one of two who take it at the same time', async () => {
  const takers = [
    await console.signIn('casey', 'case-worker', 'body:north-hub'),
    await console.signIn('carla', 'case-worker', 'body:north-hub'),
  ];
  const versions = await Promise.all(
    takers.map(async (taker) => {
      await taker.post(`/helpdesk/cases/${reference}/conflict`, { conflict: 'none' });
      const { body } = await taker.get(`/helpdesk/cases/${reference}`);
      return /name="version" value="(\d+)"/.exec(body)?.[1] ?? '';
    }),
  );
  const taken = await Promise.all(
    takers.map((taker, index) =>
      taker.post(`/helpdesk/cases/${reference}/take`, { version: versions[index] ?? '', from: '' }),
    ),
  );
  // the other was told, before or after it looked at the case
  expect(taken.filter(({ status }) => status === 303)).toHaveLength(1);
  expect(taken.filter(({ status }) => status === 409 || status === 422)).toHaveLength(1);
  const winner = takers[taken.findIndex(({ status }) => status === 303)];
  expect((await winner?.get('/helpdesk/queues/answers?whose=mine'))?.body).toContain(reference);
  expect((await winner?.get('/helpdesk/queues/answers?whose=unassigned'))?.body).toContain('Nothing waits here');
});

it('lists overdue tasks first, and leaves out what is done', async () => {
  await table.records.transact([putTask(reference, 'north-hub', 'workflow-stopped', '1', OPEN)]);
  console.now = new Date('2027-01-18T09:00:00Z');
  const cora = await console.signIn('cora', 'case-worker', 'body:north-hub');
  await cora.post(`/helpdesk/cases/${reference}/conflict`, { conflict: 'none' });
  expect((await cora.get('/helpdesk/queues/reports')).body).toContain('Overdue');
  const { body } = await cora.get(`/helpdesk/cases/${reference}`);
  const version = /name="version" value="(\d+)"/.exec(body)?.[1] ?? '';
  const done = await cora.send(`/helpdesk/cases/${reference}/tasks/workflow-stopped/1/done`, { version });
  expect(done.body).toContain('The task is done');
  expect((await cora.get('/helpdesk/queues/reports')).body).toContain('Nothing waits here');
  console.now = OPEN;
});

it('lists an endorser who stays silent until they answer, and odd addresses until somebody has looked', async () => {
  const seeded = await seedCase(table.records, {
    case: { body: 'north-hub' },
    slot: { requestedAt: OPEN.toISOString(), dueAt: '2027-03-12T17:00:00.000Z' },
  });
  await table.records.transact([putTask(seeded.reference, 'north-hub', WARNING_TASK, seeded.slot, OPEN)]);
  const key = rowKeys.slot(seeded.reference, seeded.slot);
  const cleo = await console.signIn('cleo', 'case-worker', 'body:north-hub');
  const listed = async () => (await cleo.get('/helpdesk/queues/endorsements')).body;
  const chase = (at: string) => chaseSlot({ ...aDesk(table.records, new Date(at)) } as unknown as Sweeping, key);
  await chase('2027-01-20T10:00:00Z');
  expect(await listed()).toContain('address may be the applicant');
  expect(await listed()).not.toContain('An endorser is silent');
  await chase('2027-03-11T10:00:00Z');
  expect(await listed()).toContain('An endorser is silent');
  const desk = aDesk(table.records, new Date('2027-03-11T11:00:00Z'));
  const { reference, slot } = seeded;
  const dueAt = new Date('2027-03-20T17:00:00Z');
  await extendEndorsement(desk, { reference, slot, dueAt, by: STAFF, reason: 'They were ill.' });
  expect(await listed()).not.toContain('An endorser is silent');
});

it('shows an email to an endorser that came back among the endorsement problems, and no other', async () => {
  const { reference } = await aSubmission(aDesk(table.records), { round: { body: 'north-hub' } });
  const bounced = (template: string) =>
    putTask(reference, 'north-hub', MESSAGE_TASK, `CASE-${reference}_${template}_a-1_1`, OPEN);
  await table.records.transact([bounced('endorsement-asked')]);
  const cleo = await console.signIn('cleo', 'case-worker', 'body:north-hub');
  const listed = async (queue: string) => (await cleo.get(`/helpdesk/queues/${queue}`)).body.includes(reference);
  expect([await listed('endorsements'), await listed('emails')]).toEqual([true, false]);
  await table.records.transact([bounced('eligible')]);
  expect([await listed('endorsements'), await listed('emails')]).toEqual([true, true]);
});
