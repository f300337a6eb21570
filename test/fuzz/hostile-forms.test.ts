import { afterAll, beforeAll, expect, it } from 'vitest';
import { runTable, type TestTable } from '../functions/records-harness.ts';
import { postHostileForms } from './hostile-forms.ts';

let table: TestTable;
beforeAll(async () => {
  table = await runTable();
});
afterAll(() => table.end());

it('meets whatever is sent with a page, keeps only what fits, and shows nobody else’s', async () => {
  const { statuses, faults } = await postHostileForms(table.records, 250, 2027);
  expect(faults).toEqual([]);
  // some forms got as far as being kept, and some were told what to mend
  expect(Object.keys(statuses)).toEqual(expect.arrayContaining(['303', '403', '404', '422']));
});
