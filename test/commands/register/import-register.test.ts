import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { importRegister } from '../../../commands/register/import-register.ts';
import { readRegisterFile } from '../../../commands/register/register-file.ts';
import { type RecordsTable, recordsTable } from '../../../commands/target.ts';
import { rowKeys } from '../../../functions/store/keys.ts';
import { findPlaces, getDistrict } from '../../../functions/store/place-rows.ts';
import { Records, type Write } from '../../../functions/store/records.ts';
import { getRegisterImport, putRegisterImport } from '../../../functions/store/register-import-row.ts';
import { getSchool } from '../../../functions/store/school-row.ts';
import { findSchools } from '../../../functions/store/school-word-row.ts';
import { createTables } from '../../../local/dynamodb/tables.ts';
import {
  place,
  type RunningEngine,
  runEngine,
  recordsTable as tableProperties,
} from '../../local/dynamodb/running-engine.ts';
import { type Columns, closed, fileOf, registerCsv, schools } from './register-csv.ts';

const NOW = new Date('2026-11-22T09:00:00Z');
const UNCHANGED = { created: 0, changed: 0, unchanged: 0, closed: 0, vanished: 0, bad: 0 };

let running: RunningEngine;
let table: RecordsTable;
let tables = 0;

beforeAll(async () => {
  running = await runEngine();
});
afterAll(() => running.end());
beforeEach(async () => {
  const name = `records-${++tables}`;
  await createTables(running.client, [{ name, properties: tableProperties }], place);
  table = recordsTable(name, running.client);
});

interface Options {
  on?: string;
  demonstration?: boolean;
  replace?: boolean;
  into?: RecordsTable;
}

async function importFile(text: string, { on = '2026-11-21', into = table, ...flags }: Options = {}) {
  const file = await readRegisterFile(fileOf(text), () => {});
  return importRegister(into, file, {
    file: 'register.csv',
    dates: { registerDate: on, inspectionsDate: on },
    now: NOW,
    demonstration: false,
    replace: false,
    progress: () => {},
    ...flags,
  });
}

const importSchools = (columns: Columns[], options?: Options) => importFile(registerCsv(...columns), options);
const school = async (urn: string) => await getSchool(table.records, urn);

/** The same table, but `look` sees every transaction before it is written. */
function watched(look: (writes: readonly Write[]) => void): RecordsTable {
  class WatchedRecords extends Records {
    override async transact(writes: readonly Write[]): Promise<void> {
      look(writes);
      await super.transact(writes);
    }
  }
  return { ...table, records: new WatchedRecords(table.name, running.client) };
}

it('creates every school with both dates, and records the import', async () => {
  const graded = { 'OfstedRating (name)': 'Good' };
  expect(await importSchools(schools(3, graded))).toEqual({ ...UNCHANGED, read: 3, created: 3 });
  expect((await school('900202'))?.school).toMatchObject({
    name: 'Invented School Number1',
    registerDate: '2026-11-21',
    inspection: { framework: 'graded', overall: 'good', snapshotDate: '2026-11-21' },
  });
  expect(await getRegisterImport(table.records)).toMatchObject({
    state: 'done',
    registerDate: '2026-11-21',
    importedAt: NOW.toISOString(),
    counts: { created: 3 },
  });
});

it('writes nothing the second time', async () => {
  await importSchools(schools(150));
  let written = 0;
  const into = watched(({ length }) => {
    written += length;
  });
  expect(await importSchools(schools(150), { into })).toEqual({ ...UNCHANGED, read: 150, unchanged: 150 });
  expect(written).toBe(0);
});

it('knows where postcodes and towns are, also of a register that came before that was kept', async () => {
  const located = schools(2).map((columns, index) => ({
    ...columns,
    Town: 'Mockley Cross',
    Postcode: `ZZ1 ${index}AA`,
    Easting: String(500_000 + 1000 * index),
    Northing: '200000',
  }));
  await importSchools(located);
  const last = await getRegisterImport(table.records);
  if (!last) throw new Error('nothing was imported');
  const { pk, sk } = rowKeys['postcode-district']('ZZ1');
  await table.records.transact([putRegisterImport({ ...last, index: 1 }), { Delete: { Key: { pk, sk } } }]);
  expect(await importSchools(located)).toMatchObject({ changed: 0, unchanged: 2 });
  expect(await getDistrict(table.records, 'ZZ1')).toMatchObject({ centre: { easting: 500_500, northing: 200_000 } });
  expect(await findPlaces(table.records, 'mockley cross')).toMatchObject([{ name: 'Mockley Cross', easting: 500_500 }]);
});

it('gives unchanged schools the date of a newer file', async () => {
  await importSchools(schools(3));
  expect(await importSchools(schools(3), { on: '2026-11-28' })).toMatchObject({ changed: 0, unchanged: 3 });
  expect((await school('900201'))?.school.registerDate).toBe('2026-11-28');
});

it('keeps closed schools with that status, and offers them in no search', async () => {
  await importSchools(schools(2));
  const [first = {}, second = {}] = schools(2);
  const counts = await importSchools([{ ...first, ...closed, CloseDate: '31-08-2026' }, second], { on: '2026-11-28' });
  expect(counts).toEqual({ ...UNCHANGED, read: 2, changed: 1, unchanged: 1, closed: 1 });
  expect((await school('900201'))?.school).toMatchObject({ status: { name: 'Closed' }, closedOn: '2026-08-31' });
  expect((await findSchools(table.records, 'invented', 10)).map(({ urn }) => urn)).toEqual(['900202']);
});

it('finds a renamed school by its new name only', async () => {
  await importSchools([{ EstablishmentName: 'Teapot School' }]);
  expect(await importSchools([{ EstablishmentName: 'Kettle School' }], { on: '2026-11-28' })).toMatchObject({
    changed: 1,
  });
  expect(await findSchools(table.records, 'teapot', 10)).toEqual([]);
  expect(await findSchools(table.records, 'kettle', 10)).toMatchObject([{ urn: '900101', name: 'Kettle School' }]);
});

describe('a school that is no longer in the file', () => {
  it('is marked and kept, and counts once', async () => {
    await importSchools(schools(4));
    expect(await importSchools(schools(3), { on: '2026-11-28' })).toMatchObject({ vanished: 1, unchanged: 3 });
    expect(await school('900204')).toMatchObject({ leftRegisterOn: '2026-11-28' });
    expect(await findSchools(table.records, 'number3', 10)).toEqual([]);
    expect((await school('900204'))?.school.registerDate).toBe('2026-11-21');
    expect(await importSchools(schools(3), { on: '2026-12-05' })).toMatchObject({ vanished: 0, unchanged: 3 });
  });

  it('comes back when a later file has it', async () => {
    await importSchools(schools(4));
    await importSchools(schools(3), { on: '2026-11-28' });
    expect(await importSchools(schools(4), { on: '2026-12-05' })).toMatchObject({ changed: 1, unchanged: 3 });
    expect(await school('900204')).not.toHaveProperty('leftRegisterOn');
    expect(await findSchools(table.records, 'number3', 10)).toHaveLength(1);
  });

  it('has not left when only its line is bad', async () => {
    await importSchools(schools(4));
    const [first = {}, ...others] = schools(4);
    const counts = await importSchools([{ ...first, EstablishmentName: '' }, ...others], { on: '2026-11-28' });
    expect(counts).toMatchObject({ vanished: 0, bad: 1, unchanged: 3 });
  });
});

describe('refuses', () => {
  it('an older file, unless told to replace', async () => {
    await importSchools(schools(2));
    const older = { on: '2026-11-14' };
    await expect(importSchools(schools(2), older)).rejects.toThrow(
      /of 2026-11-14, but the register in the table is of/,
    );
    expect(await importSchools(schools(2), { ...older, replace: true })).toMatchObject({ unchanged: 2 });
  });

  it('a file that lacks many schools, before anything is written', async () => {
    await importSchools(schools(30));
    const extract = [{ ...schools(1)[0], EstablishmentName: 'Renamed School' }];
    await expect(importSchools(extract, { on: '2026-11-28' })).rejects.toThrow(/29 of 30 schools/);
    expect((await school('900201'))?.school.name).toBe('Invented School Number0');
    expect(await importSchools(extract, { on: '2026-11-28', replace: true })).toMatchObject({ vanished: 29 });
  });

  it('the demonstration where a real register is', async () => {
    await importSchools(schools(2));
    await expect(importSchools(schools(1), { demonstration: true })).rejects.toThrow(/a real register/);
  });
});

it('lets the first real register replace the demonstration, though that was newer', async () => {
  await importSchools(schools(30), { demonstration: true });
  expect(await importSchools([{}], { on: '2023-11-16' })).toMatchObject({ created: 1, vanished: 30 });
  expect(await findSchools(table.records, 'invented', 10)).toEqual([]);
});

it('completes an import that ended in the middle', async () => {
  const into = watched((writes) => {
    if (JSON.stringify(writes).includes('WORD#')) throw new Error('the power failed');
  });
  await expect(importSchools(schools(100), { into })).rejects.toThrow('the power failed');
  expect(await getRegisterImport(table.records)).toMatchObject({ state: 'under-way' });

  expect(await findSchools(table.records, 'number7', 1)).toEqual([]);

  expect(await importSchools(schools(100))).toMatchObject({ created: 0, unchanged: 100 });
  expect(await getRegisterImport(table.records)).toMatchObject({ state: 'done' });
  expect(await findSchools(table.records, 'number7', 1)).toHaveLength(1);
  expect(await importSchools(schools(99), { on: '2026-11-28' })).toMatchObject({ vanished: 1 });
});
