import { describe, expect, it } from 'vitest';
import { AGE_GROUPS, type DirectoryEntry } from '../../../domain/directory-entry.ts';
import { indexDirectory } from '../../../functions/directory/directory-index.ts';
import { type Found, RADII, searchDirectory, type Wanted } from '../../../functions/directory/search.ts';
import { aDirectorySchool, anEntry } from './an-entry.ts';
import { manyEntries, oneOf, type Random, SPECIALISMS, scatteredSchools, seededRandom } from './many-entries.ts';

const TODAY = '2026-11-22';
const ORIGIN = { easting: 526_200, northing: 182_400 };
const MILE = 1609.344;

/** Somebody whose school is some miles east of the origin. */
const away = (miles: number, changes: Partial<DirectoryEntry> = {}): DirectoryEntry =>
  anEntry({
    number: `LLE-${miles}-${JSON.stringify(changes)}`,
    school: aDirectorySchool({ easting: Math.round(ORIGIN.easting + miles * MILE) }),
    ...changes,
  });

const search = (entries: readonly DirectoryEntry[], wanted: Wanted, day = TODAY) =>
  searchDirectory(indexDirectory(entries), wanted, TODAY, day);
const milesOf = (found: readonly Found[]) => found.map(({ miles }) => miles);

describe('a search', () => {
  it('lists the nearest first, with the distance', () => {
    const { found } = search([away(8), away(0), away(3)], { origin: ORIGIN, within: 10 });
    expect(milesOf(found)).toEqual([0, 3, 8]);
  });

  it('shows the nearest beyond the radius, and which radius would have them', () => {
    const { found, beyond, relax } = search([away(8), away(12), away(18), away(40), away(60)], {
      origin: ORIGIN,
      within: 10,
    });
    expect(milesOf(found)).toEqual([8]);
    expect(milesOf(beyond)).toEqual([12, 18, 40]);
    expect(relax).toEqual([{ by: 'distance', within: 15, more: 1 }]);
  });

  it('widens to any distance when no radius suffices', () => {
    const { relax } = search([away(70)], { origin: ORIGIN, within: 10 });
    expect(relax).toEqual([{ by: 'distance', within: 'any', more: 1 }]);
  });

  it('says which filter to leave out, and how many more that would find', () => {
    const entries = [away(1, { programme: 'sle' }), away(2, { programme: 'sle' }), away(3, { ageGroups: [] })];
    const { found, instead, relax } = search(entries, {
      origin: ORIGIN,
      within: 10,
      programme: 'lle',
      phases: ['primary'],
    });
    expect(found).toEqual([]);
    expect(relax).toEqual([
      { by: 'programme', more: 2 },
      { by: 'phases', more: 1 },
    ]);
    expect(milesOf(instead)).toEqual([1, 2, 3]);
  });

  it('finds everybody when nothing is asked for, also those whose school is nowhere', () => {
    const { school: _, ...nowhere } = anEntry();
    expect(search([away(1), nowhere], {}).found).toHaveLength(2);
    expect(milesOf(search([nowhere, away(1)], { origin: ORIGIN }).found)).toEqual([1, undefined]);
    expect(milesOf(search([nowhere], { origin: ORIGIN, within: 50 }).beyond)).toEqual([undefined]);
  });

  it('takes people whose date has come for available, and paused ones not', () => {
    const entries = [
      away(1, { availability: { state: 'from', from: TODAY, placements: 1 } }),
      away(2, { availability: { state: 'from', from: '2026-11-23', placements: 1 } }),
      away(3, { availability: { state: 'paused' } }),
      away(4),
    ];
    expect(milesOf(search(entries, { origin: ORIGIN, available: true }).found)).toEqual([1, 4]);
  });
});

describe('the order of equals', () => {
  const equals = Array.from({ length: 12 }, (_, n) => away(1, { name: `Person ${n}` }));
  const namesOn = (day: string) => search(equals, { origin: ORIGIN }, day).found.map(({ entry }) => entry.name);
  const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10);

  it('is the same all day, whatever else is asked for', () => {
    expect(namesOn(TODAY)).toEqual(namesOn(TODAY));
    expect(search(equals, {}).found.map(({ entry }) => entry.name)).toEqual(namesOn(TODAY));
  });

  it('puts everybody first about as often', () => {
    const days = 2400;
    const first = Map.groupBy(
      Array.from({ length: days }, (_, n) => namesOn(day(n))[0]),
      (name) => name,
    );
    const counts = Array.from(first.values(), ({ length }) => length);
    expect(counts).toHaveLength(equals.length);
    // 200 each, with a standard deviation of 14
    for (const count of counts) expect(Math.abs(count - days / equals.length)).toBeLessThan(70);
  });
});

describe('against a plain computation', () => {
  it('gives the same on 1,000 random searches', () => {
    const random = seededRandom(7);
    const entries = manyEntries(10_000, scatteredSchools(5_000, random), random);
    const index = indexDirectory(entries);
    for (let n = 0; n < 1000; n++) {
      const wanted = someWishes(random, entries);
      const { found, beyond } = searchDirectory(index, wanted, TODAY, '2026-11-20');
      const plain = plainly(entries, wanted);
      // as texts and sets of the same objects: matchers are slow on thousands of results
      const places = (list: readonly Found[]) =>
        Float64Array.from(list, ({ miles = Number.POSITIVE_INFINITY }) => miles);
      const people = (list: readonly Found[]) => new Set(list.map(({ entry }) => entry));
      expect(people(found).symmetricDifference(people(plain.near)).size).toBe(0);
      expect(places(found).join()).toBe(places(plain.near).sort().join());
      expect(places(beyond).join()).toBe(places(plain.far).sort().slice(0, 3).join());
    }
  });

  function someWishes(random: Random, entries: readonly DirectoryEntry[]): Wanted {
    const school = oneOf(random, entries).school;
    const chance = (share: number) => random() < share;
    return {
      ...(chance(0.7) && {
        origin: {
          easting: Math.round(250_000 + random() * 350_000),
          northing: Math.round(50_000 + random() * 550_000),
        },
      }),
      ...(chance(0.8) && { within: oneOf(random, RADII) }),
      ...(chance(0.3) && { programme: oneOf(random, ['lle', 'sle']) }),
      ...(chance(0.3) && { phases: AGE_GROUPS.map(({ id }) => id).filter(() => random() < 0.5) }),
      ...(chance(0.3) && { specialisms: [oneOf(random, SPECIALISMS).id, oneOf(random, SPECIALISMS).id] }),
      ...(chance(0.2) && school?.region !== undefined && { region: school.region }),
      ...(chance(0.2) && school && { localAuthority: school.localAuthority }),
      ...(chance(0.3) && { available: true }),
    };
  }

  /** The same by filters one after the other, in no order. */
  function plainly(entries: readonly DirectoryEntry[], wanted: Wanted): { near: Found[]; far: Found[] } {
    let fits = [...entries];
    if (wanted.programme) fits = fits.filter((entry) => entry.programme === wanted.programme);
    if (wanted.phases?.length)
      fits = fits.filter((entry) => wanted.phases?.some((one) => entry.ageGroups.includes(one)));
    if (wanted.specialisms?.length) {
      fits = fits.filter((entry) => entry.specialisms.some(({ id }) => wanted.specialisms?.includes(id)));
    }
    if (wanted.region) fits = fits.filter((entry) => entry.school?.region === wanted.region);
    if (wanted.localAuthority) fits = fits.filter((entry) => entry.school?.localAuthority === wanted.localAuthority);
    if (wanted.available) {
      fits = fits.filter(({ availability }) => {
        if (availability.state === 'from') return availability.from <= TODAY;
        return availability.state === 'open';
      });
    }
    const { origin } = wanted;
    const measured = fits.map((entry): Found => {
      const { easting, northing } = entry.school ?? {};
      if (!origin || easting === undefined || northing === undefined) return { entry };
      const metres = Math.sqrt((easting - origin.easting) ** 2 + (northing - origin.northing) ** 2);
      return { entry, miles: Number((metres / MILE).toFixed(1)) };
    });
    const isNear = ({ miles }: Found) => !origin || !wanted.within || (miles !== undefined && miles <= wanted.within);
    return { near: measured.filter(isNear), far: measured.filter((one) => !isNear(one)) };
  }
});
