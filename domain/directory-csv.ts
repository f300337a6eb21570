import { AGE_GROUPS, type DirectoryEntry } from './directory-entry.ts';

interface CsvField {
  readonly name: string;
  readonly value: (entry: DirectoryEntry) => string | number | undefined;
}

const LIST_MARK = '; ';
const ageGroupName = (id: string) => AGE_GROUPS.find((group) => group.id === id)?.name ?? id;

/**
 * The columns of `directory.csv`, in their order. New ones are only ever added at the end. What they hold is worded with the
 * page that documents the file.
 */
export const CSV_FIELDS = [
  { name: 'number', value: ({ number }) => number },
  { name: 'programme', value: ({ programme }) => programme },
  { name: 'name', value: ({ name }) => name },
  { name: 'urn', value: ({ school }) => school?.urn },
  { name: 'school', value: ({ school }) => school?.name },
  { name: 'phase', value: ({ school }) => school?.phase },
  { name: 'local_authority', value: ({ school }) => school?.localAuthority },
  { name: 'region', value: ({ school }) => school?.region },
  { name: 'town', value: ({ school }) => school?.town },
  { name: 'postcode', value: ({ school }) => school?.postcode },
  { name: 'easting', value: ({ school }) => school?.easting },
  { name: 'northing', value: ({ school }) => school?.northing },
  { name: 'designating_body', value: ({ body }) => body },
  {
    name: 'age_groups',
    value: ({ ageGroups }) => ageGroups.map(ageGroupName).join(LIST_MARK),
  },
  {
    name: 'specialisms',
    value: ({ specialisms }) => specialisms.map(({ name }) => name).join(LIST_MARK),
  },
  { name: 'profile', value: ({ profile }) => profile },
  { name: 'contact', value: ({ contact }) => contact },
  { name: 'travel_miles', value: ({ travelMiles }) => travelMiles },
  { name: 'availability', value: ({ availability }) => availability.state },
  {
    name: 'available_from',
    value: ({ availability }) => (availability.state === 'from' ? availability.from : undefined),
  },
  {
    name: 'placements',
    value: ({ availability }) => (availability.state === 'paused' ? undefined : availability.placements),
  },
  { name: 'starts_on', value: ({ startsOn }) => startsOn },
  { name: 'ends_on', value: ({ endsOn }) => endsOn },
  { name: 'confirmed_on', value: ({ confirmedOn }) => confirmedOn },
] as const satisfies readonly CsvField[];
export type CsvColumn = (typeof CSV_FIELDS)[number]['name'];

/** Spreadsheets take a text that begins so for a formula (https://owasp.org/www-community/attacks/CSV_Injection). */
const FORMULA = /^[=+\-@\t\r]/;

/** The file: RFC 4180, with a byte order mark, without which Excel takes UTF-8 for something else. */
export function directoryCsv(entries: readonly DirectoryEntry[]): string {
  const rows = entries.map((entry) => CSV_FIELDS.map(({ value }) => csvCell(value(entry))).join(','));
  return `\uFEFF${[CSV_FIELDS.map(({ name }) => name).join(','), ...rows].join('\r\n')}\r\n`;
}

/** One value, after RFC 4180. */
export function csvCell(value: string | number | undefined): string {
  if (typeof value !== 'string') return value === undefined ? '' : String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
