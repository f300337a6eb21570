import { afterEach, beforeEach, expect, it } from 'vitest';
import { countCasesOfDay } from '../../../functions/sweep/count-cases.ts';
import { aDesk, aSubmission } from '../an-application.ts';
import { runTable, type TestTable } from '../records-harness.ts';

let table: TestTable;
beforeEach(async () => {
  table = await runTable();
});
afterEach(() => table.end());

it('counts where applications are by the first sweep of a day, and by no other', async () => {
  const { records } = table;
  await aSubmission(aDesk(records));
  const counted = await countCasesOfDay({ records, at: new Date('2027-01-20T00:07:00Z') });
  expect(counted.filter(({ cases }) => cases > 0)).toMatchObject([{ state: 'submitted', cases: 1 }]);
  expect(await countCasesOfDay({ records, at: new Date('2027-01-20T00:22:00Z') })).toEqual([]);
  expect(await countCasesOfDay({ records, at: new Date('2027-01-20T01:07:00Z') })).toEqual([]);
});
