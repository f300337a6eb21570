import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { changeAddress } from '../../../functions/acts/change-address.ts';
import { knowPerson } from '../../../functions/acts/know-person.ts';
import { mergePeople } from '../../../functions/acts/merge-people.ts';
import { startDraft } from '../../../functions/acts/start-draft.ts';
import { getCase } from '../../../functions/store/case-row.ts';
import { casesOf, findPerson, getPerson } from '../../../functions/store/person-row.ts';
import { aDesk, aFullDraft, STAFF } from '../an-application.ts';
import { runTable, type TestTable } from '../records-harness.ts';

let table: TestTable;
beforeAll(async () => {
  table = await runTable();
});
afterAll(() => table.end());

const anAddress = () => `${randomUUID()}@example.org`;
const know = (email = anAddress()) => knowPerson(aDesk(table.records), { email });

it('keeps a person whose address changes', async () => {
  const { person, email, reference } = await aFullDraft(aDesk(table.records));
  const next = anAddress();
  await changeAddress(aDesk(table.records), { person, email: next, by: STAFF });
  await changeAddress(aDesk(table.records), { person, email: next, by: STAFF });
  expect((await getPerson(table.records, person)).email).toBe(next);
  expect([await findPerson(table.records, next), await findPerson(table.records, email)]).toEqual([person, person]);
  expect(await casesOf(table.records, person)).toMatchObject([{ reference }]);
});

it('gives nobody the address of somebody else', async () => {
  const taken = anAddress();
  await know(taken);
  const changing = changeAddress(aDesk(table.records), { person: await know(), email: taken, by: STAFF });
  await expect(changing).rejects.toThrow(expect.objectContaining({ name: 'AddressTakenError' }));
});

it('makes one of two people, with all that belongs to both', async () => {
  const { person: drop, email, reference } = await aFullDraft(aDesk(table.records));
  const keep = await know();
  for (let time = 0; time < 2; time++) await mergePeople(aDesk(table.records), { keep, drop, by: STAFF });
  expect(await findPerson(table.records, email)).toBe(keep);
  expect(await casesOf(table.records, keep)).toMatchObject([{ reference }]);
  expect((await getCase(table.records, reference)).person).toBe(keep);
});

it('does not make one of two people who both apply in a round', async () => {
  const { person: drop, round } = await aFullDraft(aDesk(table.records));
  const keep = await know();
  await startDraft(aDesk(table.records), { round: round.id, person: keep });
  const merging = mergePeople(aDesk(table.records), { keep, drop, by: STAFF });
  await expect(merging).rejects.toThrow(expect.objectContaining({ name: 'NotMergeableError' }));
});
