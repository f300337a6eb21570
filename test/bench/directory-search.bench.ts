import { existsSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { readRegisterFile } from '../../commands/register/register-file.ts';
import { AGE_GROUPS, type DirectorySchool } from '../../domain/directory-entry.ts';
import { indexDirectory } from '../../functions/directory/directory-index.ts';
import { RADII, searchDirectory, type Wanted } from '../../functions/directory/search.ts';
import {
  manyEntries,
  oneOf,
  SPECIALISMS,
  scatteredSchools,
  seededRandom,
} from '../functions/directory/many-entries.ts';
import type { Figure } from './figure.ts';

const ENTRIES = 10_000;
const SEARCHES = 5_000;
/** A real register beside the project, where there is one; the fictional one is too small. */
const REGISTER = '../shared/data/schools_open_england.csv';

/** How long a search over 10,000 entries takes in the function, from the wish to the ordered result. */
export async function measure(): Promise<Figure[]> {
  const random = seededRandom(2026);
  const isReal = existsSync(REGISTER);
  const schools = isReal ? await registerSchools() : scatteredSchools(20_000, random);
  const located = schools.filter(({ easting }) => easting !== undefined);
  const index = indexDirectory(manyEntries(ENTRIES, schools, random));
  const times = Array.from({ length: SEARCHES }, (_, n) => {
    const { easting = 0, northing = 0 } = oneOf(random, located);
    const wanted: Wanted = {
      ...(random() < 0.8 && { origin: { easting, northing }, within: oneOf(random, RADII) }),
      ...(random() < 0.5 && { programme: oneOf(random, ['lle', 'sle']) }),
      ...(random() < 0.3 && { phases: [oneOf(random, AGE_GROUPS).id] }),
      ...(random() < 0.3 && { specialisms: [oneOf(random, SPECIALISMS).id] }),
      ...(random() < 0.3 && { available: true }),
    };
    // now and then the first search of a day, which puts all entries into its order
    const day = `2026-11-${String(1 + Math.floor(n / 500)).padStart(2, '0')}`;
    const start = performance.now();
    searchDirectory(index, wanted, '2026-11-22', day);
    return performance.now() - start;
  }).sort((a, b) => a - b);
  const at = (share: number) => Math.round((times[Math.floor(SEARCHES * share)] ?? 0) * 1000) / 1000;
  const search = `directory search, ${ENTRIES} entries at ${isReal ? 'real' : 'scattered'} schools`;
  return [
    { name: `${search}, median`, value: at(0.5), unit: 'ms' },
    { name: `${search}, p99`, value: at(0.99), unit: 'ms', budget: '10' },
    { name: `${search}, slowest`, value: at(0.9999), unit: 'ms' },
  ];
}

async function registerSchools(): Promise<DirectorySchool[]> {
  const { schools } = await readRegisterFile(REGISTER, () => {});
  return schools.map(({ urn, name, localAuthority, region, location }) => ({
    urn,
    name,
    localAuthority: localAuthority.name,
    ...(region !== undefined && { region }),
    ...location,
  }));
}
