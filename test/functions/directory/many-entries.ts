import {
  AGE_GROUPS,
  type Availability,
  type DirectoryEntry,
  type DirectorySchool,
} from '../../../domain/directory-entry.ts';
import { makeReference, NUMBER_SIGNS } from '../../../domain/reference.ts';
import { anEntry } from './an-entry.ts';

export type Random = () => number;

/** Numbers from 0 to 1, the same for the same seed: a linear congruential generator (Numerical Recipes). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

export function oneOf<One>(random: Random, list: readonly One[]): One {
  const one = list[Math.floor(random() * list.length)];
  if (one === undefined) throw new Error('nothing to choose from');
  return one;
}

export const SPECIALISMS = Array.from({ length: 40 }, (_, n) => ({
  id: `group-${n % 8}/special-${n}`,
  name: `Special ${n}`,
}));
export const AVAILABILITIES: readonly Availability[] = [
  { state: 'open', placements: 1 },
  { state: 'from', from: '2026-11-01', placements: 1 },
  { state: 'from', from: '2027-01-01', placements: 2 },
  { state: 'paused' },
];

/** Entries at given schools, several people at some of them. */
export function manyEntries(count: number, schools: readonly DirectorySchool[], random: Random): DirectoryEntry[] {
  return Array.from({ length: count }, (_, n) => {
    const bytes = Uint8Array.from({ length: 64 }, () => Math.floor(random() * 256));
    const programme = oneOf(random, ['lle', 'sle']);
    return anEntry({
      number: makeReference(programme.toUpperCase(), bytes, NUMBER_SIGNS),
      programme,
      name: `Person ${n}`,
      school: oneOf(random, schools),
      ageGroups: AGE_GROUPS.map(({ id }) => id).filter(() => random() < 0.4),
      specialisms: SPECIALISMS.filter(() => random() < 0.06),
      availability: oneOf(random, AVAILABILITIES),
    });
  });
}

const REGIONS = ['London', 'South West', 'North East', 'East Midlands'];

/** Schools scattered over England; some share a place, some are nowhere. */
export function scatteredSchools(count: number, random: Random): DirectorySchool[] {
  return Array.from({ length: count }, (_, n) => {
    const region = Math.floor(random() * REGIONS.length);
    const somewhere = {
      easting: Math.round(250_000 + random() * 350_000),
      northing: Math.round(50_000 + random() * 550_000),
    };
    return {
      urn: String(900_000 + n),
      name: `School ${n}`,
      phase: 'Primary',
      localAuthority: `Authority ${region}${Math.floor(random() * 9)}`,
      ...(random() < 0.95 && { region: REGIONS[region] ?? '' }),
      ...(random() < 0.97 && somewhere),
    };
  });
}
