import { isOpen, type School } from '../school.ts';
import { METRES_A_MILE, middleOf, milesBetween } from './distance.ts';
import type { GridPoint } from './national-grid.ts';

/** A town or a local authority, as the middle of its schools. */
export interface Place extends GridPoint {
  readonly name: string;
  /** What tells it from others of its name: the local authority that most of its schools have. */
  readonly within?: string;
}

/** Schools of one town's name that are further from each other than this are of different towns. */
const SAME_TOWN_MILES = 10_000 / METRES_A_MILE;
/** One school in another county under the name of a city has more likely a wrong address. */
const FEWEST_OF_MOST = 1 / 50;

/** `St Ives` and `ST. IVES` are one name. */
export const plainName = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[\p{M}'’.]/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** Every town and local authority in which an open school lies, by its plain name. */
export function gatherPlaces(schools: Iterable<School>): ReadonlyMap<string, readonly Place[]> {
  const towns = new Map<string, Located[]>();
  const authorities = new Map<string, Located[]>();
  for (const school of schools) {
    const { address, location, localAuthority } = school;
    if (!location || !isOpen(school)) continue;
    const located = { ...location, town: address.town ?? '', authority: localAuthority.name };
    add(towns, plainName(located.town), located);
    add(authorities, plainName(located.authority), located);
  }
  towns.delete('');
  const places = new Map(Array.from(towns, ([name, located]) => [name, townsOf(located)]));
  for (const [name, located] of authorities) {
    const authority = mostCommon(located, 'authority');
    // most of an authority's schools are in the town that bears its name, if there is one
    const others = (places.get(name) ?? []).filter(({ within }) => within !== authority);
    places.set(name, [{ name: authority, ...middleOf(located) }, ...others]);
  }
  return places;
}

interface Located extends GridPoint {
  readonly town: string;
  readonly authority: string;
}

function add(groups: Map<string, Located[]>, name: string, located: Located): void {
  const group = groups.get(name);
  if (group) group.push(located);
  else groups.set(name, [located]);
}

/** Towns that share a name: the schools of each authority together, and authorities whose schools are near each other. */
function townsOf(located: readonly Located[]): Place[] {
  const groups: Located[][] = [];
  for (const part of Map.groupBy(located, ({ authority }) => authority).values()) {
    const middle = middleOf(part);
    const near = groups.filter((group) => group.some((one) => milesBetween(one, middle) <= SAME_TOWN_MILES));
    const merged = [...near.flat(), ...part];
    for (const group of near) groups.splice(groups.indexOf(group), 1);
    groups.push(merged);
  }
  const most = Math.max(...groups.map(({ length }) => length));
  return groups
    .filter(({ length }) => length >= most * FEWEST_OF_MOST)
    .toSorted((a, b) => b.length - a.length)
    .map((group) => ({ name: mostCommon(group, 'town'), within: mostCommon(group, 'authority'), ...middleOf(group) }));
}

function mostCommon(located: readonly Located[], what: 'town' | 'authority'): string {
  const groups = [...Map.groupBy(located, (one) => one[what])];
  return groups.reduce((most, group) => (group[1].length > most[1].length ? group : most))[0];
}
