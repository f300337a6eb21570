import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerInformation } from '../../../functions/acts/answer-information.ts';
import { requestInformation } from '../../../functions/acts/request-information.ts';
import { putTask } from '../../../functions/store/task-row.ts';
import { aDesk, aSubmission, OPEN, STAFF } from '../an-application.ts';
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
