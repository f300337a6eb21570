import { describe, expect, it } from 'vitest';
import { gatherPlaces, plainName } from '../../../domain/geography/places.ts';
import { gatherDistricts, readPostcode } from '../../../domain/geography/postcode.ts';
import type { School } from '../../../domain/school.ts';
import { aSchool } from '../a-school.ts';

const at = (urn: string, town: string, authority: string, easting: number, postcode = 'ZZ1 1AA'): School => ({
  ...aSchool(),
  urn,
  localAuthority: { code: 1, name: authority },
  address: { town, postcode },
  location: { easting, northing: 100_000 },
});

describe('readPostcode', () => {
  it.each([
    ['SW1A 1AA', 'SW1A 1AA'],
    ['  sw1a1aa ', 'SW1A 1AA'],
    ['e1 1 a a', 'E1 1AA'],
    ['M600NB', 'M60 0NB'],
  ])('reads %s as %s', (typed, postcode) => {
    expect(readPostcode(typed)).toMatchObject({ word: 'postcode', postcode });
  });

  it.each([
    ['SW1A', 'SW1A'],
    ['m60', 'M60'],
    ['sw1a 1', 'SW1A'],
  ])('reads %s as the district %s', (typed, district) => {
    expect(readPostcode(typed)).toEqual({ word: 'district', district });
  });

  it.each(['', 'Leeds', '123456', 'A B', 'SW1A 1AAA'])('does not take "%s" for a postcode', (typed) => {
    expect(readPostcode(typed)).toEqual({ word: 'not-a-postcode' });
  });
});

describe('gatherDistricts', () => {
  it('knows the postcodes of a district and its middle', () => {
    const schools = [
      at('3', 'A', 'X', 300, 'ZZ1 3AA'),
      at('1', 'A', 'X', 100, 'ZZ1 1AA'),
      at('2', 'A', 'X', 900, 'ZZ1 1AA'),
      at('4', 'A', 'X', 900, 'ZZ2 1AA'),
      at('5', 'A', 'X', 900, 'unknown'),
    ];
    const districts = gatherDistricts(schools);
    expect([...districts.keys()]).toEqual(['ZZ1', 'ZZ2']);
    expect(districts.get('ZZ1')).toEqual({
      centre: { easting: 200, northing: 100_000 },
      postcodes: { '1AA': { easting: 100, northing: 100_000 }, '3AA': { easting: 300, northing: 100_000 } },
    });
  });
});

describe('gatherPlaces', () => {
  it('tells towns of one name apart, and keeps together one that lies in several authorities', () => {
    const places = gatherPlaces([
      at('1', 'Newport', 'Telford', 0),
      at('2', 'NEWPORT', 'Shropshire', 4000),
      at('3', 'Newport', 'Shropshire', 5000),
      at('4', 'Newport', 'Isle of Wight', 90_000),
    ]);
    expect(places.get('newport')).toEqual([
      { name: 'Newport', within: 'Shropshire', easting: 4000, northing: 100_000 },
      { name: 'Newport', within: 'Isle of Wight', easting: 90_000, northing: 100_000 },
    ]);
  });

  it('knows local authorities, beside towns of their name that lie elsewhere', () => {
    const places = gatherPlaces([
      at('1', 'Exeter', 'Devon', 0),
      at('2', 'Leeds', 'Leeds', 70_000),
      at('3', 'Morley', 'Leeds', 70_000),
      at('4', 'Leeds', 'Kent', 200_000),
    ]);
    expect(places.get('devon')).toEqual([{ name: 'Devon', easting: 0, northing: 100_000 }]);
    expect(places.get('leeds')).toEqual([
      { name: 'Leeds', easting: 70_000, northing: 100_000 },
      { name: 'Leeds', within: 'Kent', easting: 200_000, northing: 100_000 },
    ]);
  });

  it('takes one school under the name of a far-off city for a mistake', () => {
    const city = Array.from({ length: 60 }, (_, n) => at(String(n + 1), 'Leeds', 'Leeds', 0));
    const places = gatherPlaces([...city, at('99', 'Leeds', 'Wiltshire', 300_000)]);
    expect(places.get('leeds')).toHaveLength(1);
  });

  it('leaves closed schools and those without a location out', () => {
    const { location: _, ...nowhere } = at('2', 'B', 'B', 0);
    const closed = { ...at('1', 'A', 'A', 0), status: { code: 2, name: 'Closed' } };
    expect(gatherPlaces([closed, nowhere])).toEqual(new Map());
  });

  it('reads a name without accents, stops and capitals', () => {
    expect(plainName(' ST. Ives-on-Sea’s ')).toBe('st ives on seas');
  });
});
