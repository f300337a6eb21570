import { AGE_GROUPS, type DirectoryEntry, isAvailable } from '../../domain/directory-entry.ts';
import { programmeName } from './programme-name.ts';
import type { Found } from './search.ts';

/** A person as a list of results shows them. */
export function entryLine({ entry, miles }: Found, today: string) {
  const { number, name, programme, school, specialisms, travelMiles } = entry;
  return {
    number,
    name,
    programme: programmeName(programme),
    school,
    ageGroups: ageGroupNames(entry),
    specialisms: specialisms.map((one) => one.name),
    availability: availabilityOn(entry, today),
    travelMiles,
    miles: miles?.toFixed(1),
    isTooFar: miles !== undefined && travelMiles !== undefined && miles > travelMiles,
  };
}

export const ageGroupNames = ({ ageGroups }: DirectoryEntry): string[] =>
  AGE_GROUPS.filter(({ id }) => ageGroups.includes(id)).map(({ name }) => name);

/** What the word of availability means on a day: a date that has come means `now`. */
export function availabilityOn(entry: DirectoryEntry, today: string) {
  const { availability } = entry;
  const placements = availability.state === 'paused' ? 0 : availability.placements;
  if (isAvailable(entry, today)) return { word: 'now', placements } as const;
  if (availability.state === 'from') return { word: 'from', from: availability.from, placements } as const;
  return { word: 'paused' } as const;
}
