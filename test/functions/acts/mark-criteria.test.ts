import { afterAll, beforeAll, expect, it } from 'vitest';
import { markCriteria } from '../../../functions/acts/mark-criteria.ts';
import { readCaseFile } from '../../../functions/store/case-file.ts';
import { rowKeys } from '../../../functions/store/keys.ts';
import { updateRow } from '../../../functions/store/row-update.ts';
import { aDesk, aSubmission, STAFF } from '../an-application.ts';
import { runTable, type TestTable } from '../records-harness.ts';

let table: TestTable;
beforeAll(async () => {
  table = await runTable();
});
afterAll(() => table.end());

it('keeps all marks, or none when one of them cannot be', async () => {
  const desk = aDesk(table.records);
  const { reference } = await aSubmission(desk);
  const awaited = { set: { state: 'awaiting-decision' } };
  await table.records.transact([updateRow(rowKeys.case(reference), awaited, () => new Error())]);
  const [first, second] = (await readCaseFile(table.records, reference)).programme.criteria;
  const met = (criterion = '', reason = 'Shown.') => ({ criterion, mark: 'met', reason }) as const;

  const unexplained = [met(first?.id), met(second?.id, ' ')];
  await expect(markCriteria(desk, { reference, by: STAFF, marks: unexplained })).rejects.toThrow(second?.id);
  expect((await readCaseFile(table.records, reference)).marks).toEqual([]);

  await markCriteria(desk, { reference, by: STAFF, marks: [met(first?.id), met(second?.id)] });
  const { marks, events } = await readCaseFile(table.records, reference);
  expect(marks.map(({ criterion }) => criterion)).toEqual([first?.id, second?.id]);
  expect(events.filter(({ what }) => what === 'marked-met').map(({ about }) => about)).toEqual([
    `${first?.id}, ${second?.id}`,
  ]);
});
