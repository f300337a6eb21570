import { afterAll, beforeAll, expect, it } from 'vitest';
import type { School } from '../../../domain/school.ts';
import { Records } from '../../../functions/store/records.ts';
import { getSchool, putSchool } from '../../../functions/store/school-row.ts';
import { createTables } from '../../../local/dynamodb/tables.ts';
import { place, type RunningEngine, recordsTable, runEngine } from '../../local/dynamodb/running-engine.ts';

const school = (urn: string, name: string, parts: Partial<School> = {}): School => ({
  urn,
  name,
  type: { code: 34, name: 'Academy converter' },
  status: { code: 1, name: 'Open' },
  localAuthority: { code: 383, name: 'Leeds' },
  address: { town: 'Storyby', postcode: 'ZZ8 3AB' },
  registerDate: '2026-11-21',
  ...parts,
});

let running: RunningEngine;
let records: Records;
beforeAll(async () => {
  running = await runEngine();
  await createTables(running.client, [{ name: 'records', properties: recordsTable }], place);
  records = new Records('records', running.client);
});
afterAll(() => running.end());

it('gives back a school with all that the register says', async () => {
  const full = school('900301', "St Fabula's School", {
    phase: { code: 4, name: 'Secondary' },
    ages: { from: 11, to: 18 },
    inspection: {
      framework: 'graded',
      overall: 'good',
      confirmed: { outcome: 'School remains Good' },
      snapshotDate: '2026-10-31',
    },
    head: { firstName: 'Ada', lastName: 'Teacosy' },
    location: { easting: 429600, northing: 434900 },
  });
  await records.transact([putSchool({ kind: 'school', school: full })]);
  expect((await getSchool(records, '900301'))?.school).toEqual(full);
  expect(await getSchool(records, '900399')).toBeUndefined();
});
