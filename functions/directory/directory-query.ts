import * as z from 'zod';
import { AGE_GROUPS } from '../../domain/directory-entry.ts';
import type { GridPoint } from '../../domain/geography/national-grid.ts';
import type { Form } from '../web/form.ts';
import { API_WORDS } from './api-words.ts';
import { DEFAULT_RADIUS, RADII, type Wanted } from './search.ts';

const PARAMETERS = API_WORDS.parameters;
const text = z.string().max(100);

/** What an address of a search may say, on pages and in the API. Names are part of addresses that people share. */
export const directoryQuery = z.object({
  near: text.describe(PARAMETERS.near).optional(),
  within: z
    .enum([...RADII.map(String), 'any'])
    .default(String(DEFAULT_RADIUS))
    .describe(PARAMETERS.within),
  programme: text.describe(PARAMETERS.programme).optional(),
  phase: z
    .array(z.enum(AGE_GROUPS.map(({ id }) => id)))
    .max(AGE_GROUPS.length)
    .default([])
    .describe(PARAMETERS.phase),
  specialism: z.array(text).max(20).default([]).describe(PARAMETERS.specialism),
  region: text.describe(PARAMETERS.region).optional(),
  authority: text.describe(PARAMETERS.authority).optional(),
  available: z.literal('yes').describe(PARAMETERS.available).optional(),
  day: z.iso.date().describe(PARAMETERS.day).optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1).describe(PARAMETERS.page),
});
export type DirectoryQuery = z.infer<typeof directoryQuery>;

const LISTS: readonly string[] = ['phase', 'specialism'];

/** The parameters of an address as the schema takes them. Forms send fields that are empty: they say nothing. */
export function readParameters(address: Form): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.keys(address.typed()).flatMap((name): [string, string | string[]][] => {
      const values = address.all(name).filter((value) => value !== '');
      const [first] = values;
      if (first === undefined) return [];
      return [[name, LISTS.includes(name) ? values : first]];
    }),
  );
}

/** For pages: what cannot be read is left out, so that an old or mistyped address still shows something. */
export function readLeniently(address: Form): DirectoryQuery {
  const given = readParameters(address);
  const read = directoryQuery.safeParse(given);
  if (read.success) return read.data;
  const wrong = read.error.issues.map(({ path }) => String(path[0]));
  return directoryQuery.parse(Object.fromEntries(Object.entries(given).filter(([name]) => !wrong.includes(name))));
}

/** The search that an address asks for, once it is known where `near` is. */
export function wantedBy(query: DirectoryQuery, origin: GridPoint | undefined): Wanted {
  const { within, programme, phase, specialism, region, authority, available } = query;
  return {
    ...(origin && { origin }),
    ...(within !== 'any' && { within: Number(within) }),
    ...(programme !== undefined && { programme }),
    phases: phase,
    specialisms: specialism,
    ...(region !== undefined && { region }),
    ...(authority !== undefined && { localAuthority: authority }),
    available: available === 'yes',
  };
}

/** What differs in another address. */
export type AddressChanges = { readonly [Name in keyof DirectoryQuery]?: DirectoryQuery[Name] | undefined };

/** The address of a search, its parameters in one order; what is as it is without saying so is left out. */
export function addressOf(path: string, query: DirectoryQuery, changes: AddressChanges = {}): string {
  const search = new URLSearchParams();
  const all: AddressChanges = { ...query, ...changes };
  for (const name of Object.keys(directoryQuery.shape) as (keyof DirectoryQuery)[]) {
    const isDefault =
      (name === 'page' && all.page === 1) || (name === 'within' && all.within === String(DEFAULT_RADIUS));
    if (isDefault) continue;
    for (const value of [all[name] ?? []].flat()) search.append(name, String(value));
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}
