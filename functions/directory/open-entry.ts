import * as z from 'zod';
import { AGE_GROUPS, type DirectoryEntry } from '../../domain/directory-entry.ts';
import { positionOf } from '../../domain/geography/national-grid.ts';
import type { Found } from './search.ts';

const placements = z.int().min(0).describe('How many more placements they can take');

const school = z.object({
  urn: z.string().describe('Unique reference number in the school register'),
  name: z.string(),
  phase: z.string().exactOptional(),
  localAuthority: z.string(),
  region: z.string().exactOptional(),
  town: z.string().exactOptional(),
  postcode: z.string().exactOptional(),
  easting: z.int().exactOptional().describe('British National Grid, in metres'),
  northing: z.int().exactOptional().describe('British National Grid, in metres'),
  latitude: z.number().exactOptional().describe('WGS84, within about 5 m of the grid reference'),
  longitude: z.number().exactOptional().describe('WGS84, within about 5 m of the grid reference'),
});

/** One person of the directory, as the API gives it. */
export const openEntry = z.object({
  number: z.string().describe('Number of the designation'),
  url: z.url().describe('The person’s page in the directory'),
  programme: z.string(),
  name: z.string(),
  body: z.string().describe('Designating body, as a short id'),
  school: school.exactOptional(),
  ageGroups: z.array(z.enum(AGE_GROUPS.map(({ id }) => id))),
  specialisms: z.array(z.object({ id: z.string(), name: z.string() })),
  profile: z.string().describe('Their own words'),
  contact: z.enum(['form', 'designating-body']).describe('How to reach them, from their page'),
  travelMiles: z.number().exactOptional(),
  availability: z.discriminatedUnion('state', [
    z.object({ state: z.literal('open'), placements }),
    z.object({ state: z.literal('from'), from: z.iso.date(), placements }),
    z.object({ state: z.literal('paused') }),
  ]),
  startsOn: z.iso.date(),
  endsOn: z.iso.date().describe('Last day of the designation'),
  confirmedOn: z.iso.date().describe('When they last confirmed the entry'),
  miles: z.number().exactOptional().describe('From `near`, as the crow flies, to a tenth'),
});
export type OpenEntry = z.infer<typeof openEntry>;

const SIX_PLACES = 1e6;
const rounded = (degrees: number) => Math.round(degrees * SIX_PLACES) / SIX_PLACES;

export function toOpenEntry({ entry, miles }: Found, publicUrl: string): OpenEntry {
  const { school: at, specialisms, ageGroups, ...rest } = entry;
  return {
    ...rest,
    url: `${publicUrl}/directory/${entry.number}`,
    ageGroups: [...ageGroups],
    specialisms: [...specialisms],
    ...(at && { school: { ...at, ...position(at) } }),
    ...(miles !== undefined && { miles }),
  };
}

function position({ easting, northing }: NonNullable<DirectoryEntry['school']>) {
  if (easting === undefined || northing === undefined) return {};
  const { latitude, longitude } = positionOf({ easting, northing });
  return { latitude: rounded(latitude), longitude: rounded(longitude) };
}
