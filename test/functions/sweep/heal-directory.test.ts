import { afterAll, beforeAll, expect, it } from 'vitest';
import { agreeToListing } from '../../../functions/acts/designations/listing.ts';
import { directoryChangeRow } from '../../../functions/store/directory-change-row.ts';
import { rowKeys } from '../../../functions/store/keys.ts';
import { healDirectory } from '../../../functions/sweep/heal-directory.ts';
import { openS3 } from '../../local/objects/open-store.ts';
import { publisher, seedDesignated } from '../publish-directory/a-directory.ts';
import { runTable, type TestTable } from '../records-harness.ts';

let table: TestTable;
beforeAll(async () => {
  table = await runTable();
});
afterAll(() => table.end());

it('publishes what nobody published, and forgets a change only when the public sees it', async () => {
  const { client } = await openS3();
  const { number, person } = await seedDesignated(table.records);
  const at = (time: string) => new Date(`2027-06-01T${time}Z`);
  const key = rowKeys['directory-change'](number);
  const started: unknown[] = [];
  const workflows = { send: async (command: { input: { name: string } }) => void started.push(command.input.name) };
  const sweep = (time: string) =>
    healDirectory({ records: table.records, at: at(time), workflows: workflows as never, directoryArn: 'd' }, key);

  const desk = { records: table.records, at: at('10:00:00') };
  await agreeToListing(desk, { number, by: { kind: 'applicant', id: person } });
  await sweep('10:15:00');
  expect(started).toEqual(['directory-2027-06-01T10-14-00-000Z']);

  // read too early to be sure that the change was committed by then
  await publisher(table.records, client, at('10:00:30'))();
  await sweep('10:30:00');
  expect(started).toHaveLength(2);

  await publisher(table.records, client, at('10:32:20'))();
  await sweep('10:45:00');
  expect(started).toHaveLength(2);
  expect(await table.records.get(key, directoryChangeRow)).toBeUndefined();
});
