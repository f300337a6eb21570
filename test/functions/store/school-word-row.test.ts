import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { School } from '../../../domain/school.ts';
import { Records } from '../../../functions/store/records.ts';
import {
  deleteSchoolWord,
  findSchools,
  indexedWords,
  indexSchools,
  isTooCommon,
  putSchoolWord,
  searchWords,
} from '../../../functions/store/school-word-row.ts';
import { createTables } from '../../../local/dynamodb/tables.ts';
import { place, type RunningEngine, recordsTable, runEngine } from '../../local/dynamodb/running-engine.ts';

const school = (urn: string, name: string, address: School['address'] = {}): School => ({
  urn,
  name,
  type: { code: 34, name: 'Academy converter' },
  status: { code: 1, name: 'Open' },
  localAuthority: { code: 383, name: 'Leeds' },
  address: { town: 'Storyby', postcode: 'ZZ8 3AB', ...address },
  registerDate: '2026-11-21',
});

const card = (name: string, rest: { town?: string; postcode?: string } = {}) => ({ urn: '900300', name, ...rest });

it.each([
  ['primary school', true],
  ['Hill primary', false],
  ['', false],
])('knows whether too many schools have "%s" in their name: %s', (text, isToo) => {
  expect(isTooCommon(text)).toBe(isToo);
});

describe('words', () => {
  it('have no accents, apostrophes or signs, and a postcode is two however it is written', () => {
    expect(searchWords("St Mary’s & St. Élan's, ZZ83ab")).toEqual(['st', 'marys', 'elans', 'zz8', '3ab']);
    expect(searchWords('ec3a 5DE')).toEqual(searchWords('EC3A5DE'));
  });

  it('of a school are those of its name, town and postcode district that tell something', () => {
    const place = { town: 'Storyby', postcode: 'ZZ8 3AB' };
    expect(indexedWords(card('Larkrise Church of England Primary School', place))).toEqual([
      'larkrise',
      'storyby',
      'zz8',
    ]);
  });

  it('are common ones when its name has no others', () => {
    expect(indexedWords(card('The Primary School'))).toEqual(['the', 'primary', 'school']);
  });
});

it('lists the schools of a word by name, whatever order they come in', () => {
  const cards = [school('2', 'Whistle B'), school('3', 'Whistle A'), school('1', 'Whistle B')];
  const order = (schools: School[]) =>
    indexSchools(schools)
      .get('whistle')
      ?.map(({ urn }) => urn);
  expect(order(cards)).toEqual(['3', '1', '2']);
  expect(order(cards.toReversed())).toEqual(['3', '1', '2']);
});

describe('a search', () => {
  let running: RunningEngine;
  let records: Records;
  beforeAll(async () => {
    running = await runEngine();
    await createTables(running.client, [{ name: 'records', properties: recordsTable }], place);
    records = new Records('records', running.client);
    const index = indexSchools([
      school('900311', "St Imaginus's Catholic Primary School"),
      school('900312', 'Imaginary High School', { town: 'Fabley', postcode: 'ZZ5 1AA' }),
      school('900313', 'ZQ School', { postcode: 'Z1 9AA' }),
    ]);
    await records.transact([...index].map(([word, schools]) => putSchoolWord(word, schools)));
  });
  afterAll(() => running.end());

  const urns = async (text: string, limit = 10) => (await findSchools(records, text, limit)).map(({ urn }) => urn);

  it.each([
    ['the beginning of a word', 'imag', ['900312', '900311']],
    ['several words in any order, common ones too', "primary st imaginus'", ['900311']],
    ['name and town', 'imaginary fab', ['900312']],
    ['town', 'Storyby', ['900311', '900313']],
    ['a postcode', 'zz5 1AA', ['900312']],
    ['a postcode in one word', 'ZZ51aa', ['900312']],
    ['the beginning of a postcode', 'ZZ5 1', ['900312']],
    ['a short postcode', 'Z1 9AA', ['900313']],
    ['a whole word of two characters', 'zq', ['900313']],
    ['a word that is nowhere', 'imaginary nowhere', []],
    ['too little to look up', 's', []],
    ['nothing', ' ', []],
  ])('finds schools by %s', async (_, text, expected) => {
    expect((await urns(text)).toSorted()).toEqual(expected.toSorted());
  });

  it('stops at the limit, by word and name', async () => {
    expect(await urns('imag')).toEqual(['900312', '900311']);
    expect(await urns('imag', 1)).toEqual(['900312']);
  });

  it('finds nothing by a word that was taken away', async () => {
    await records.transact([putSchoolWord('goner', [card('Goner School')])]);
    expect(await urns('gone')).toEqual(['900300']);
    await records.transact([deleteSchoolWord('goner')]);
    expect(await urns('gone')).toEqual([]);
  });
});
