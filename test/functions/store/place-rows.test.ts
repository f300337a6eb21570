import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { School } from '../../../domain/school.ts';
import { findPlaces, getDistrict, placeWrites } from '../../../functions/store/place-rows.ts';
import { aSchool } from '../../domain/a-school.ts';
import { runTable, type TestTable } from '../records-harness.ts';

const at = (urn: string, town: string, authority: string, easting: number): School =>
  aSchool({
    urn,
    localAuthority: { code: 1, name: authority },
    address: { town, postcode: `ZZ1 ${urn}AA` },
    location: { easting, northing: 100_000 },
  });

let table: TestTable;
beforeAll(async () => {
  table = await runTable();
  const schools = [
    at('1', 'Newport', 'Shropshire', 0),
    at('2', 'Newport', 'Isle of Wight', 90_000),
    at('3', 'Newport Pagnell', 'Milton Keynes', 200_000),
  ];
  await table.records.transact([...placeWrites(schools, schools).values()]);
});
afterAll(() => table.end());

const found = async (name: string) =>
  (await findPlaces(table.records, name)).map((place) => [place.name, place.within].filter(Boolean).join(', '));

describe('places of the register', () => {
  it('are found by their name, whole before its beginning', async () => {
    expect(await found('newport')).toEqual(['Newport, Shropshire', 'Newport, Isle of Wight']);
    expect(await found('Newport P')).toEqual(['Newport Pagnell, Milton Keynes']);
    expect(await found('Milton Key')).toEqual(['Milton Keynes']);
    expect(await found('Nowhere')).toEqual([]);
    expect(await found('ne')).toEqual([]);
  });

  it('are told apart by what follows a comma', async () => {
    expect(await found('newport, isle of wight')).toEqual(['Newport, Isle of Wight']);
  });
});

describe('postcode districts', () => {
  it('are read back as they were written', async () => {
    expect(await getDistrict(table.records, 'ZZ1')).toMatchObject({ centre: { easting: 90_000, northing: 100_000 } });
    expect(await getDistrict(table.records, 'ZZ9')).toBeUndefined();
  });
});
