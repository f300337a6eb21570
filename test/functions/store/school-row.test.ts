import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { School } from '../../../domain/school.ts';
import { Records } from '../../../functions/store/records.ts';
import { getSchool, putSchool, putSchoolThatLeft } from '../../../functions/store/school-row.ts';
import { findSchools, indexedWords, searchWords } from '../../../functions/store/school-word-row.ts';
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
  await records.transact(putSchool(full, undefined));
  expect((await getSchool(records, '900301'))?.school).toEqual(full);
  expect(await getSchool(records, '900399')).toBeUndefined();
});

it('rewrites no words when only what no search shows has changed', async () => {
  const before = school('900302', 'Whistle School');
  await records.transact(putSchool(before, undefined));
  const row = await getSchool(records, '900302');
  expect(putSchool({ ...before, registerDate: '2026-11-28' }, row)).toHaveLength(1);
});

it('takes the words of a school that left away', async () => {
  await records.transact(putSchool(school('900303', 'Vanishing School'), undefined));
  const row = await getSchool(records, '900303');
  if (!row) throw new Error('the school was not written');
  await records.transact(putSchoolThatLeft(row, '2026-11-28'));
  expect(await findSchools(records, 'vanishing', 5)).toEqual([]);
  expect(await getSchool(records, '900303')).toMatchObject({ leftRegisterOn: '2026-11-28' });
});

describe('words', () => {
  it('have no accents, apostrophes or signs, and a postcode is one', () => {
    expect(searchWords("St Mary’s & St. Élan's, ZZ8 3ab")).toEqual(['st', 'marys', 'elans', 'zz83ab']);
  });

  it('leave out what half of all names have', () => {
    expect(indexedWords(school('1', 'Larkrise Church of England Primary School'))).toEqual([
      'larkrise',
      'storyby',
      'zz83ab',
    ]);
  });

  it('keep it when the name has nothing else', () => {
    expect(indexedWords(school('1', 'The Primary School'))).toEqual(['primary', 'school', 'storyby', 'the', 'zz83ab']);
  });
});

describe('a search', () => {
  beforeAll(async () => {
    const all = [
      school('900311', "St Imaginus's Catholic Primary School"),
      school('900312', 'Imaginary High School', { address: { town: 'Fabley', postcode: 'ZZ5 1AA' } }),
      school('900313', 'Old Imaginary School', { status: { code: 2, name: 'Closed' } }),
    ];
    for (const one of all) await records.transact(putSchool(one, undefined));
  });
  const urns = async (text: string, limit = 10) => (await findSchools(records, text, limit)).map(({ urn }) => urn);

  it.each([
    ['the beginning of a word', 'imag', ['900312', '900311']],
    ['several words in any order, common ones too', "primary st imaginus'", ['900311']],
    ['name and town', 'imaginary fab', ['900312']],
    ['a postcode', 'zz5 1AA', ['900312']],
    ['the beginning of a postcode', 'ZZ51', ['900312']],
    ['a word that is nowhere', 'imaginary nowhere', []],
    ['too little to look up', 'st', []],
    ['nothing', ' ', []],
  ])('finds schools by %s', async (_, text, expected) => {
    expect(await urns(text)).toEqual(expected);
  });

  it('stops at the limit', async () => {
    expect(await urns('imag', 1)).toEqual(['900312']);
  });
});
