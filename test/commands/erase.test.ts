import { randomUUID } from 'node:crypto';

import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { planErasure, runErasure } from '../../commands/erase/run-erasure.ts';
import { changeAddress } from '../../functions/acts/change-address.ts';
import { CaseKeptError, eraseCase } from '../../functions/acts/erasing/erase-case.ts';
import { knowPerson } from '../../functions/acts/know-person.ts';
import { mergePeople } from '../../functions/acts/merge-people.ts';
import { withdraw } from '../../functions/acts/withdraw.ts';
import { addressHash } from '../../functions/store/address-hash.ts';
import { endorserHash } from '../../functions/store/asked-address-row.ts';
import { readCaseFile } from '../../functions/store/case-file.ts';
import { getCase } from '../../functions/store/case-row.ts';
import { putMark } from '../../functions/store/decision-rows.ts';
import { putDesignation } from '../../functions/store/designation-rows.ts';
import { newEntry } from '../../functions/store/directory-entry-row.ts';
import { putEndorsement, putRequest } from '../../functions/store/endorsement-rows.ts';
import { rowKeys } from '../../functions/store/keys.ts';
import { changePerson, findPerson, getPerson } from '../../functions/store/person-row.ts';
import { LLE_2014 } from '../../programmes/lle.ts';
import { ANOTHER, APPLICANT, aDesk, aFullDraft, aSubmission, OPEN } from '../functions/an-application.ts';
import { runTable, type TestTable } from '../functions/records-harness.ts';

let table: TestTable;
beforeEach(async () => {
  table = await runTable();
});
afterEach(() => table.end());

const ENDED = new Date('2027-02-01T10:00:00Z');
const DUE = new Date('2033-02-01T10:00:00Z');
const TOO_EARLY = new Date('2033-02-01T09:59:59Z');
/** Is in every personal text that is planted. */
const SECRET = 'zebrafinch';

type Row = Readonly<Record<string, unknown>>;

async function everyRow(): Promise<Row[]> {
  const { Items = [], LastEvaluatedKey } = await table.engine.client.send(new ScanCommand({ TableName: table.name }));
  // a page holds all that a test writes
  expect(LastEvaluatedKey).toBeUndefined();
  return Items.map((item) => unmarshall(item)).toSorted((a, b) => (`${a.pk} ${a.sk}` < `${b.pk} ${b.sk}` ? -1 : 1));
}
const saying = (rows: readonly Row[], text: string) =>
  rows.filter((row) => JSON.stringify(row).toLowerCase().includes(text.toLowerCase()));
const secrets = async () => saying(await everyRow(), SECRET);

/** An application that was withdrawn, with personal data in every kind of row that holds any. */
async function aWithdrawnCase(secret = SECRET) {
  const { records } = table;
  const email = `${secret}-${randomUUID()}@school.example`;
  const answers = { name: `${secret} Head`, profile: `${secret} helps schools` };
  const sent = await aSubmission(aDesk(records), { email, answers });
  const { reference, person } = sent;
  await changeAddress(aDesk(records), { person, email: `new-${email}`, by: { kind: 'service' } });
  const endorser = `endorser-${email}`;
  const asked = { slot: 'governing-body', request: '1' };
  const digest = rowKeys.digest(await addressHash(records, endorser), OPEN);
  await records.transact([
    changePerson(person, { name: `${secret} Head` }),
    putRequest(
      {
        kind: 'endorsement-request',
        reference,
        ...asked,
        name: secret,
        email: endorser,
        role: secret,
        askedAt: OPEN.toISOString(),
        state: 'given',
        warnings: [],
      },
      await addressHash(records, endorser),
    ),
    putEndorsement(reference, {
      kind: 'endorsement',
      ...asked,
      state: 'given',
      typedName: secret,
      confirms: [],
      says: { why: secret },
      at: OPEN.toISOString(),
    }),
    putMark(reference, {
      kind: 'mark',
      criterion: '1',
      mark: 'met',
      reason: secret,
      by: 'dana',
      at: OPEN.toISOString(),
    }),
    { Put: { Item: { ...rowKeys.note(reference, OPEN, 'n1'), kind: 'note', text: secret } } },
    { Put: { Item: { ...digest, kind: 'digest', name: secret, email: endorser, requests: [] } } },
  ]);
  const reason = LLE_2014.withdrawalReasons[0]?.id ?? '';
  await withdraw(aDesk(records, ENDED), { reference, by: APPLICANT, reason, words: `${secret} moved` });
  return { ...sent, email, endorser };
}

it('leaves nothing personal anywhere in the table, the timeline whole, and other cases as they were', async () => {
  const { records } = table;
  const { reference, person } = await aWithdrawnCase();
  const bystander = await aWithdrawnCase('kingfisher');
  expect((await secrets()).length).toBeGreaterThan(10);
  const all = await everyRow();
  const others = [...saying(all, bystander.reference), ...saying(all, 'kingfisher')];
  const before = await readCaseFile(records, reference);

  const erased = await runErasure({ records, now: DUE, round: before.case.round });
  expect(erased.cases).toEqual([{ reference, since: DUE }]);
  expect(Object.fromEntries(erased.rows)).toMatchObject({ case: 1, person: 1, endorsement: 1, digest: 1, email: 2 });
  expect(await secrets()).toEqual([]);
  expect(await findPerson(records, before.case.person)).toBeUndefined();
  await expect(getPerson(records, person)).rejects.toThrow();

  const after = await readCaseFile(records, reference);
  expect(after.events.slice(0, -1)).toEqual(before.events);
  expect(after.events.at(-1)).toMatchObject({ what: 'erased', at: DUE.toISOString() });
  expect(after.case.card).toEqual({ ...before.case.card, name: '', school: '' });
  expect(after.marks).toMatchObject([{ criterion: '1', mark: 'met', reason: '' }]);
  expect(after.requests).toMatchObject([{ state: 'given', name: '', email: '' }]);
  const rows = await everyRow();
  for (const row of others) expect(rows).toContainEqual(row);
});

it('erases the digests of an endorser once, in however many ways their address was written', async () => {
  const { records } = table;
  const { reference, endorser } = await aWithdrawnCase();
  const email = endorser.toUpperCase().replace('@', '+lle@');
  const asked = { reference, slot: 'authority-or-professional', request: '1', name: SECRET, email, role: SECRET };
  const request = { ...asked, askedAt: OPEN.toISOString(), state: 'given' as const, warnings: [] };
  const hash = await endorserHash(records, email);
  await records.transact([putRequest({ kind: 'endorsement-request', ...request }, hash)]);
  const erased = await eraseCase(records, reference, DUE);
  expect(erased.filter(({ kind }) => kind === 'digest')).toHaveLength(1);
  expect(await secrets()).toEqual([]);
});

it('says beforehand what goes, changes nothing by that, and does nothing the second time', async () => {
  const { records } = table;
  await aWithdrawnCase();
  await aWithdrawnCase();
  const before = await everyRow();
  expect((await planErasure({ records, now: TOO_EARLY })).cases).toEqual([]);
  const planned = await planErasure({ records, now: DUE });
  expect(await everyRow()).toEqual(before);
  expect(planned.cases).toHaveLength(2);

  expect(await runErasure({ records, now: DUE })).toEqual(planned);
  const erased = await everyRow();
  expect(await runErasure({ records, now: DUE })).toEqual({ cases: [], rows: new Map(), wentOn: [] });
  expect(await everyRow()).toEqual(erased);
});

it('goes on where it was interrupted, between any two transactions', async () => {
  const { records } = table;
  const { reference } = await aWithdrawnCase();
  const notes = Array.from({ length: 50 }, (_, note) => {
    return { Put: { Item: { ...rowKeys.note(reference, OPEN, `more-${note}`), kind: 'note', text: SECRET } } };
  });
  await records.transact(notes);
  const transact = records.transact.bind(records);
  let runs = 0;
  for (let erased = false; !erased; runs++) {
    let passes = 1;
    records.transact = async (writes) => {
      if (passes-- === 0) throw new Error('interrupted');
      await transact(writes);
    };
    erased = await eraseCase(records, reference, DUE).then(
      () => true,
      (error: unknown) => {
        expect(error).toEqual(new Error('interrupted'));
        return false;
      },
    );
  }
  expect(runs).toBeGreaterThan(2);
  expect(await secrets()).toEqual([]);
  const { events } = await readCaseFile(table.records, reference);
  expect(events.filter(({ what }) => what === 'erased')).toHaveLength(1);
});

it('refuses an undecided case, however old, and leaves it out', async () => {
  const { records } = table;
  const { reference } = await aSubmission(aDesk(records));
  const before = await everyRow();
  const muchLater = new Date('2090-01-01T00:00:00Z');
  await expect(eraseCase(records, reference, muchLater)).rejects.toThrow(CaseKeptError);
  expect((await runErasure({ records, now: muchLater })).cases).toEqual([]);
  expect(await everyRow()).toEqual(before);
});

it('ends and erases a draft that was never sent, a year after its round', async () => {
  const { records } = table;
  const email = `${SECRET}@school.example`;
  const { reference } = await aFullDraft(aDesk(records), { email, answers: { name: SECRET } });
  await expect(eraseCase(records, reference, new Date('2028-02-26T16:59:59Z'))).rejects.toThrow(CaseKeptError);
  await eraseCase(records, reference, new Date('2028-02-26T17:00:00Z'));
  expect((await getCase(records, reference)).state).toBe('not-submitted');
  expect(await secrets()).toEqual([]);
});

it('keeps a person who has a case that is kept', async () => {
  const { records } = table;
  const { reference, person, email } = await aWithdrawnCase();
  const { reference: other } = await aSubmission(aDesk(records), { email });
  await eraseCase(records, reference, DUE);
  expect((await getPerson(records, person)).email).toBe(`new-${email}`);
  expect((await getCase(records, other)).person).toBe(person);
});

it('erases people who were merged into the applicant', async () => {
  const { records } = table;
  const { reference, person: drop } = await aWithdrawnCase();
  const keep = await knowPerson(aDesk(records), { email: `${SECRET}-kept@school.example` });
  await mergePeople(aDesk(records), { keep, drop, by: ANOTHER });
  await eraseCase(records, reference, DUE);
  expect(await secrets()).toEqual([]);
});

it('keeps a case as long as the designation that came of it stands, and its public entry with it', async () => {
  const { records } = table;
  const { reference, person } = await aWithdrawnCase();
  const number = 'N-1';
  const dates = { startsOn: '2027-05-01', reviewOn: '2033-01-01', endsOn: '2034-05-01' };
  const its = { number, programme: 'lle', generation: 'LLE-2014', body: 'national', person, reference, ...dates };
  const entry = newEntry({ number, programme: 'lle', name: SECRET, confirmedOn: '2027-05-01' }, { profile: SECRET });
  const at = new Date('2027-05-01T10:00:00Z');
  await records.transact(putDesignation({ kind: 'designation', ...its, state: 'active', conditions: [] }, entry, at));
  await expect(eraseCase(records, reference, DUE)).rejects.toThrow(CaseKeptError);
  await eraseCase(records, reference, new Date('2034-05-02T10:00:00Z'));
  expect(await secrets()).toEqual([]);
  // its record, and that its entry changed, which holds nothing of it
  expect(saying(await everyRow(), '"DESIGNATION#N-1"')).toHaveLength(2);
});
