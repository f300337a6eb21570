import { type AgeGroup, type DirectoryEntry, isAvailable } from '../../domain/directory-entry.ts';
import { milesBetween } from '../../domain/geography/distance.ts';
import type { GridPoint } from '../../domain/geography/national-grid.ts';
import type { DirectoryIndex } from './directory-index.ts';

/** Miles around the place that was searched for. */
export const RADII = [1, 5, 10, 15, 20, 35, 50] as const;
export const DEFAULT_RADIUS = 10;

/** What somebody looks for; absent or empty: anything. */
export interface Wanted {
  readonly origin?: GridPoint;
  /** Miles around the origin; absent: any distance. */
  readonly within?: number;
  readonly programme?: string;
  /** Any of them. */
  readonly phases?: readonly AgeGroup[];
  /** Any of them, by id. */
  readonly specialisms?: readonly string[];
  readonly region?: string;
  readonly localAuthority?: string;
  readonly available?: boolean;
}

export type Filter = 'programme' | 'phases' | 'specialisms' | 'region' | 'localAuthority' | 'available';

export interface Found {
  readonly entry: DirectoryEntry;
  /** To a tenth of a mile; absent without an origin, or when nobody knows where the school is. */
  readonly miles?: number;
}

/** What more a search would find if one thing were asked for less. */
export type Relaxation =
  | { readonly by: 'distance'; readonly within: number | 'any'; readonly more: number }
  | { readonly by: Filter; readonly more: number };

export interface SearchResult {
  /** All that fit: nearest first, equals in the fair order of the day. */
  readonly found: readonly Found[];
  /** The nearest of those further away that fit otherwise. */
  readonly beyond: readonly Found[];
  /** When nothing at all fits: some that fit in less, nearest first. */
  readonly instead: readonly Found[];
  /** Only what would find more. */
  readonly relax: readonly Relaxation[];
}

const MOST_BEYOND = 3;
const MOST_INSTEAD = 5;

type Fits = (entry: DirectoryEntry) => boolean;

/** What each filter that was set asks of an entry. */
function filtersOf(wanted: Wanted, today: string): readonly (readonly [Filter, Fits])[] {
  const { programme, phases = [], specialisms = [], region, localAuthority, available } = wanted;
  const filters: [Filter, Fits][] = [];
  if (programme !== undefined) filters.push(['programme', (entry) => entry.programme === programme]);
  if (phases.length > 0) filters.push(['phases', ({ ageGroups }) => ageGroups.some((one) => phases.includes(one))]);
  if (specialisms.length > 0) {
    filters.push(['specialisms', (entry) => entry.specialisms.some(({ id }) => specialisms.includes(id))]);
  }
  if (region !== undefined) filters.push(['region', ({ school }) => school?.region === region]);
  if (localAuthority !== undefined) {
    filters.push(['localAuthority', ({ school }) => school?.localAuthority === localAuthority]);
  }
  if (available) filters.push(['available', (entry) => isAvailable(entry, today)]);
  return filters;
}

/**
 * Searches a snapshot. People whose distances print the same, to a tenth of a mile, are equals.
 *
 * @param today what "available" means
 * @param day whose fair order equals stand in: that of the address that was shared, or today
 */
export function searchDirectory(index: DirectoryIndex, wanted: Wanted, today: string, day = today): SearchResult {
  const { origin, within } = wanted;
  const filters = filtersOf(wanted, today);
  const order = index.inOrderOf(day);
  const most = origin === undefined || within === undefined ? Number.POSITIVE_INFINITY : within * 10;
  const near: number[] = [];
  const far: number[] = [];
  const moreWithout = new Map<Filter, number>();
  order.forEach((entry, place) => {
    const fails = failing(filters, entry);
    if (fails === 'several') return;
    const tenths = origin ? tenthsTo(entry, origin) : 0;
    if (fails === 'none') (tenths <= most ? near : far).push(sortKey(tenths, place));
    else if (tenths <= most) moreWithout.set(fails, (moreWithout.get(fails) ?? 0) + 1);
  });
  const read = (keys: Iterable<number>) => Array.from(keys, (key) => foundAt(key, order, origin !== undefined));
  const nothing = near.length === 0 && far.length === 0;
  const everybody = nothing ? order.map((entry, place) => sortKey(origin ? tenthsTo(entry, origin) : 0, place)) : [];
  return {
    // a typed array sorts numbers as numbers, several times as fast
    found: read(Float64Array.from(near).sort()),
    beyond: read(least(far, MOST_BEYOND)),
    instead: read(least(everybody, MOST_INSTEAD)),
    relax: [...widen(far), ...Array.from(moreWithout, ([by, more]) => ({ by, more }))],
  };
}

function failing(filters: ReturnType<typeof filtersOf>, entry: DirectoryEntry): Filter | 'none' | 'several' {
  let failed: Filter | undefined;
  for (const [filter, fits] of filters) {
    if (fits(entry)) continue;
    if (failed) return 'several';
    failed = filter;
  }
  return failed ?? 'none';
}

/** Further than anything in England, in tenths of a mile. */
const UNKNOWN = 2 ** 20;
/** More than there will ever be entries. */
const PLACES = 2 ** 20;

/** One number that sorts by distance, and among equals by their place in the order of the day. */
const sortKey = (tenths: number, place: number) => tenths * PLACES + place;
const tenthsOf = (key: number) => Math.floor(key / PLACES);

function foundAt(key: number, order: readonly DirectoryEntry[], measured: boolean): Found {
  const entry = order[key % PLACES] as DirectoryEntry;
  const tenths = tenthsOf(key);
  return measured && tenths < UNKNOWN ? { entry, miles: tenths / 10 } : { entry };
}

function tenthsTo({ school }: DirectoryEntry, origin: GridPoint): number {
  if (school?.easting === undefined || school.northing === undefined) return UNKNOWN;
  return Math.round(milesBetween(origin, { easting: school.easting, northing: school.northing }) * 10);
}

/** The least of many numbers, in order, without sorting them all. */
function least(keys: readonly number[], count: number): number[] {
  const chosen: number[] = [];
  for (const key of keys) {
    if (chosen.length === count && key >= (chosen.at(-1) ?? 0)) continue;
    chosen.splice(chosen.filter((one) => one < key).length, 0, key);
    chosen.length = Math.min(chosen.length, count);
  }
  return chosen;
}

/** The next radius that has somebody. */
function widen(further: readonly number[]): Relaxation[] {
  const [nearest] = least(further, 1);
  if (nearest === undefined) return [];
  const within = RADII.find((radius) => tenthsOf(nearest) <= radius * 10) ?? 'any';
  const more = within === 'any' ? further.length : further.filter((key) => tenthsOf(key) <= within * 10).length;
  return [{ by: 'distance', within, more }];
}
