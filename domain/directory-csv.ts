import { AGE_GROUPS, type DirectoryEntry } from './directory-entry.ts';

export interface CsvField {
  readonly name: string;
  /** What it holds, for the page that documents the file. */
  readonly says: string;
  readonly value: (entry: DirectoryEntry) => string | number | undefined;
}

const LIST_MARK = '; ';
const ageGroupName = (id: string) => AGE_GROUPS.find((group) => group.id === id)?.name ?? id;

/** The columns of `directory.csv`, in their order. New ones are only ever added at the end. */
export const CSV_FIELDS: readonly CsvField[] = [
  { name: 'number', says: 'Number of the designation', value: ({ number }) => number },
  { name: 'programme', says: 'Programme, as a short id', value: ({ programme }) => programme },
  { name: 'name', says: 'Name of the designated person', value: ({ name }) => name },
  { name: 'urn', says: 'Unique reference number of their school', value: ({ school }) => school?.urn },
  { name: 'school', says: 'Name of their school', value: ({ school }) => school?.name },
  { name: 'phase', says: 'Phase of education, as in the school register', value: ({ school }) => school?.phase },
  { name: 'local_authority', says: 'Local authority of the school', value: ({ school }) => school?.localAuthority },
  { name: 'region', says: 'Region of the school', value: ({ school }) => school?.region },
  { name: 'town', says: 'Town of the school', value: ({ school }) => school?.town },
  { name: 'postcode', says: 'Postcode of the school', value: ({ school }) => school?.postcode },
  { name: 'easting', says: 'British National Grid, in metres', value: ({ school }) => school?.easting },
  { name: 'northing', says: 'British National Grid, in metres', value: ({ school }) => school?.northing },
  { name: 'designating_body', says: 'Designating body, as a short id', value: ({ body }) => body },
  {
    name: 'age_groups',
    says: 'Age groups they support, separated by semicolons',
    value: ({ ageGroups }) => ageGroups.map(ageGroupName).join(LIST_MARK),
  },
  {
    name: 'specialisms',
    says: 'Support they offer, separated by semicolons',
    value: ({ specialisms }) => specialisms.map(({ name }) => name).join(LIST_MARK),
  },
  { name: 'profile', says: 'What they say of themselves', value: ({ profile }) => profile },
  { name: 'contact', says: 'How to reach them: form, or designating-body', value: ({ contact }) => contact },
  { name: 'travel_miles', says: 'How far they travel, in miles', value: ({ travelMiles }) => travelMiles },
  { name: 'availability', says: 'open, from (a date), or paused', value: ({ availability }) => availability.state },
  {
    name: 'available_from',
    says: 'Date from which they are available',
    value: ({ availability }) => (availability.state === 'from' ? availability.from : undefined),
  },
  {
    name: 'placements',
    says: 'How many more placements they can take',
    value: ({ availability }) => (availability.state === 'paused' ? undefined : availability.placements),
  },
  { name: 'starts_on', says: 'First day of the designation', value: ({ startsOn }) => startsOn },
  { name: 'ends_on', says: 'Last day of the designation', value: ({ endsOn }) => endsOn },
  { name: 'confirmed_on', says: 'When they last confirmed the entry', value: ({ confirmedOn }) => confirmedOn },
];

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
