import type { DesignationState } from './designation.ts';
import { calendarDate } from './london-time.ts';
import type { School } from './school.ts';
import { AGE_GROUP_NAMES } from './words.ts';

/**
 * The public directory as it is published: one snapshot holds one entry for each designated person who agreed to be
 * listed and whose designation stands. Everything in it is public. Dates are calendar dates; instants are ISO texts.
 */
export interface DirectoryEntry {
  /** The designation's number, `LLE-7K3M-4QXR-9WPD`: the entry's address and its order in the snapshot. */
  readonly number: string;
  /** Id of the programme: `lle`. */
  readonly programme: string;
  readonly name: string;
  /** The person's school as the register has it; absent while the register does not know it. */
  readonly school?: DirectorySchool;
  /** Id of the designating body: `national`. */
  readonly body: string;
  /** As the person chose; where they chose none, those that their school teaches. In the order of `AGE_GROUPS`. */
  readonly ageGroups: readonly AgeGroup[];
  readonly specialisms: readonly DirectorySpecialism[];
  /** The person's own words; may be empty, and may have several paragraphs. */
  readonly profile: string;
  /** How schools reach them: by the form on the entry's page, or through the designating body. */
  readonly contact: 'form' | 'designating-body';
  /** How far they travel, in miles as the crow flies; absent when they did not say. */
  readonly travelMiles?: number;
  readonly availability: Availability;
  readonly startsOn: string;
  /** The last day. */
  readonly endsOn: string;
  /** When the person last said that the entry is right. */
  readonly confirmedOn: string;
}

export interface DirectorySchool {
  readonly urn: string;
  readonly name: string;
  /** As the register has it, `Primary`; absent for schools without one (independent and special schools): use ages. */
  readonly phase?: string;
  readonly localAuthority: string;
  readonly region?: string;
  readonly town?: string;
  readonly postcode?: string;
  /** British National Grid, whole metres; absent when the register has none. */
  readonly easting?: number;
  readonly northing?: number;
}

export interface DirectorySpecialism {
  /** `group/specialism`, unique in the programme. */
  readonly id: string;
  readonly name: string;
}

/**
 * Whether the person can take on a placement. `from`: not before a date, after which it means `open`. `paused`: not now;
 * so are people whose designation is reviewed for a reason. What it means on a day: `isAvailable`.
 */
export type Availability =
  | { readonly state: 'open'; readonly placements: number }
  | { readonly state: 'from'; readonly from: string; readonly placements: number }
  | { readonly state: 'paused' };

/** Ids and names of age groups, youngest first. Ages as the register has them: from birthday to last year of age. */
export const AGE_GROUPS = [
  { id: 'early-years', name: AGE_GROUP_NAMES['early-years'], from: 0, to: 4 },
  { id: 'primary', name: AGE_GROUP_NAMES.primary, from: 5, to: 10 },
  { id: 'secondary', name: AGE_GROUP_NAMES.secondary, from: 11, to: 15 },
  { id: 'sixth-form', name: AGE_GROUP_NAMES['sixth-form'], from: 16, to: 18 },
] as const;
export type AgeGroup = (typeof AGE_GROUPS)[number]['id'];

/**
 * The file `directory.json` of a snapshot. It says nothing of when it was made, so that the same entries are the same
 * bytes and have the same hash: when it was published stands in the manifest.
 */
export interface DirectorySnapshot {
  /** Of this shape: a reader that knows another number must not read on. */
  readonly format: typeof DIRECTORY_FORMAT;
  /** In the order of their numbers. */
  readonly entries: readonly DirectoryEntry[];
}
export const DIRECTORY_FORMAT = 1;

/** Which snapshot the public sees: the one row `directory-manifest`, swapped by a conditional write on its version. */
export interface DirectoryManifest {
  /** Grows by one with every swap. */
  readonly version: number;
  /** SHA-256 of `directory.json`, in hexadecimal: serves as ETag. */
  readonly hash: string;
  /** The folder of the snapshot's files in the bucket, without a slash at its end. */
  readonly folder: string;
  readonly publishedAt: string;
  readonly entries: number;
}

/** The files of a snapshot in its folder, each compressed by gzip. */
export const SNAPSHOT_FILES = { json: 'directory.json.gz', csv: 'directory.csv.gz' } as const;

export const isAvailable = ({ availability }: Pick<DirectoryEntry, 'availability'>, today: string): boolean =>
  availability.state === 'open' || (availability.state === 'from' && availability.from <= today);

/** The age groups that a school teaches; none when the register gives no ages. */
export function ageGroupsOf({ ages }: Pick<School, 'ages'>): AgeGroup[] {
  if (!ages) return [];
  return AGE_GROUPS.filter(({ from, to }) => ages.from <= to && ages.to > from).map(({ id }) => id);
}

/** What anybody may know of a number: never whose it is, unless the person is listed. */
export type PublicStanding =
  | { readonly word: 'current' | 'under-review'; readonly endsOn: string }
  | { readonly word: 'ended'; readonly endedOn: string };

export interface Standing {
  readonly state: DesignationState;
  /** The last day. */
  readonly endsOn: string;
  /** The instant at which it ended. */
  readonly ended?: { readonly at: string };
}

/** @param today a designation whose last day is over has ended, even before the service has noted it */
export function publicStanding({ state, endsOn, ended }: Standing, today: string): PublicStanding {
  if (state === 'ended') return { word: 'ended', endedOn: ended ? calendarDate(new Date(ended.at)) : endsOn };
  if (endsOn < today) return { word: 'ended', endedOn: endsOn };
  return { word: state === 'under-review' ? 'under-review' : 'current', endsOn };
}

/** May a designation be in the directory? Consent is asked for apart: without it there is no entry to ask about. */
export const mayBeListed = (standing: Standing, today: string): boolean =>
  publicStanding(standing, today).word !== 'ended';
