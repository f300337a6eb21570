import * as z from 'zod';
import { AGE_GROUPS, type DirectoryEntry } from '../../domain/directory-entry.ts';
import { positionOf } from '../../domain/geography/national-grid.ts';
import { API_WORDS } from './api-words.ts';
import type { Found } from './search.ts';

const { entry: ENTRY } = API_WORDS.schemas;

const placements = z.int().min(0).describe(ENTRY.placements);

const school = z.object({
  urn: z.string().describe(ENTRY.urn),
  name: z.string(),
  phase: z.string().exactOptional(),
  localAuthority: z.string(),
  region: z.string().exactOptional(),
  town: z.string().exactOptional(),
  postcode: z.string().exactOptional(),
  easting: z.int().exactOptional().describe(ENTRY.grid),
  northing: z.int().exactOptional().describe(ENTRY.grid),
  latitude: z.number().exactOptional().describe(ENTRY.position),
  longitude: z.number().exactOptional().describe(ENTRY.position),
});

/** One person of the directory, as the API gives it. */
export const openEntry = z.object({
  number: z.string().describe(ENTRY.number),
  url: z.url().describe(ENTRY.url),
  programme: z.string(),
  name: z.string(),
  body: z.string().describe(ENTRY.body),
  school: school.exactOptional(),
  ageGroups: z.array(z.enum(AGE_GROUPS.map(({ id }) => id))),
  specialisms: z.array(z.object({ id: z.string(), name: z.string() })),
  profile: z.string().describe(ENTRY.profile),
  contact: z.enum(['form', 'designating-body']).describe(ENTRY.contact),
  travelMiles: z.number().exactOptional(),
  availability: z.discriminatedUnion('state', [
    z.object({ state: z.literal('open'), placements }),
    z.object({ state: z.literal('from'), from: z.iso.date(), placements }),
    z.object({ state: z.literal('paused') }),
  ]),
  startsOn: z.iso.date(),
  endsOn: z.iso.date().describe(ENTRY.endsOn),
  confirmedOn: z.iso.date().describe(ENTRY.confirmedOn),
  miles: z.number().exactOptional().describe(ENTRY.miles),
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
