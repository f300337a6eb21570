import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { earlierTimes } from '../../../functions/figures/earlier-rounds.ts';
import { makeReport } from '../../../functions/figures/make-report.ts';
import { printDuration, viewReport } from '../../../functions/figures/report-view.ts';
import { getCase, moveCase } from '../../../functions/store/case-row.ts';
import { putEvent, SERVICE } from '../../../functions/store/event-row.ts';
import { getReport } from '../../../functions/store/round-report-row.ts';
import { changeRound, getRound } from '../../../functions/store/round-row.ts';
import { LLE_2014 } from '../../../programmes/lle.ts';
import { aDesk, aSubmission, OPEN } from '../an-application.ts';
import { ApplyPages } from '../apply/applicant.ts';
import { runTable, type TestTable } from '../records-harness.ts';

let table: TestTable;
beforeAll(async () => {
  table = await runTable();
});
afterAll(() => table.end());

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

it('tells applicants how long the last completed round took, once there was one', async () => {
  const { records } = table;
  const { reference, round } = await aSubmission(aDesk(records));
  const page = async () => (await new ApplyPages(records).visitor().get(`/rounds/${round.id}`)).body;
  expect(await earlierTimes(records, 'lle')).toBeUndefined();
  expect(await page()).not.toContain('Earlier rounds took');

  const end = new Date(OPEN.getTime() + 30 * DAY);
  await records.transact([
    moveCase(await getCase(records, reference), 'ineligible', 'eligibility', end),
    putEvent(reference, end, { who: SERVICE, what: 'ineligible', reasons: ['LLE-P1'] }),
  ]);
  await records.transact([changeRound(await getRound(records, round.id), { state: 'completed' })]);
  await makeReport({ records, at: end }, round);
  expect(await earlierTimes(records, 'lle')).toEqual({ half: '30 days', most: '30 days' });
  expect(await page()).toContain(
    'half of the applicants had their result within 30 days of sending their application, and 9 in 10 within 30 days.',
  );
});

it('shows a report in the words of its programme', async () => {
  const { records } = table;
  const { round } = await aSubmission(aDesk(records), { email: `${randomUUID()}@school.example` });
  await makeReport({ records, at: OPEN }, round);
  const kept = await getReport(records, round.id);
  const view = kept && viewReport(kept.report, LLE_2014);
  expect(view?.funnel[1]).toEqual({ label: 'Sent it', value: '1 (100%)' });
  expect(view?.ends).toEqual([{ label: 'Sent, being checked', value: '1' }]);
});

it.each([
  [0, '1 minute'],
  [90 * MINUTE, '90 minutes'],
  [121 * MINUTE, '3 hours'],
  [2 * DAY, '48 hours'],
  [2 * DAY + 1, '3 days'],
])('prints %i milliseconds as %s', (ms, text) => {
  expect(printDuration(ms)).toBe(text);
});
