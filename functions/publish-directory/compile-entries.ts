import type * as z from 'zod';
import {
  type Availability,
  ageGroupsOf,
  type DirectoryEntry,
  type DirectorySchool,
  type DirectorySpecialism,
  mayBeListed,
} from '../../domain/directory-entry.ts';
import { calendarDate } from '../../domain/london-time.ts';
import type { School } from '../../domain/school.ts';
import type { Programme } from '../../programmes/programme.ts';
import { programmeOf } from '../store/case-file.ts';
import { type DesignationRow, designationRow, standingNumbers } from '../store/designation-rows.ts';
import { type DirectoryEntryRow, directoryEntryRow } from '../store/directory-entry-row.ts';
import { type Key, rowKeys } from '../store/keys.ts';
import type { Records } from '../store/records.ts';
import { schoolRow } from '../store/school-row.ts';

/**
 * What the directory is to say now, in the order of numbers: of everybody whose designation stands and who agrees to be
 * listed. Entries are read before designations, so that one who is in both agreed while the designation stood.
 */
export async function compileEntries(records: Records, at: Date): Promise<DirectoryEntry[]> {
  const today = calendarDate(at);
  const numbers = await standingNumbers(records);
  const entries = await readBy(
    records,
    numbers.map(rowKeys['directory-entry']),
    directoryEntryRow,
    (row) => row.number,
  );
  const listed = numbers.filter((number) => entries.has(number));
  const rows = await readBy(records, listed.map(rowKeys.designation), designationRow, (row) => row.number);
  const standing = [...rows.values()].filter((row) => mayBeListed(row, today));
  const urns = [...new Set(standing.flatMap(({ school }) => school ?? []))];
  const schools = await readBy(records, urns.map(rowKeys.school), schoolRow, ({ school }) => school.urn);
  return standing
    .flatMap((row) => {
      const entry = entries.get(row.number);
      return entry ? [publicEntry(row, entry, schools.get(row.school ?? '')?.school)] : [];
    })
    .toSorted((a, b) => (a.number < b.number ? -1 : 1));
}

/** What the public reads of one person. */
export function publicEntry(row: DesignationRow, entry: DirectoryEntryRow, school: School | undefined): DirectoryEntry {
  const programme = programmeOf(row.generation);
  const { number, body, startsOn, endsOn } = row;
  const { name, profile, travelMiles, confirmedOn } = entry;
  return {
    number,
    programme: programme.id,
    name,
    ...(school && { school: schoolFacts(school) }),
    body,
    ageGroups: entry.ageGroups.length > 0 ? entry.ageGroups : school ? ageGroupsOf(school) : [],
    specialisms: specialismsOf(programme, entry.specialisms),
    profile,
    contact: programme.directory.contactRoute === 'person' ? 'form' : 'designating-body',
    ...(travelMiles !== undefined && { travelMiles }),
    availability: availabilityOf(row, entry),
    startsOn,
    endsOn,
    confirmedOn,
  };
}

/** Somebody whose designation is questioned keeps it meanwhile, and is not offered to schools. */
function availabilityOf({ state }: DesignationRow, { placements, availableFrom }: DirectoryEntryRow): Availability {
  if (state !== 'active') return { state: 'paused' };
  return availableFrom === undefined
    ? { state: 'open', placements }
    : { state: 'from', from: availableFrom, placements };
}

function specialismsOf({ specialisms }: Programme, chosen: readonly string[]): DirectorySpecialism[] {
  return specialisms.flatMap((group) =>
    group.specialisms.flatMap(({ id, name }) => {
      const full = `${group.id}/${id}`;
      return chosen.includes(full) ? [{ id: full, name }] : [];
    }),
  );
}

function schoolFacts({ urn, name, phase, localAuthority, region, address, location }: School): DirectorySchool {
  return {
    urn,
    name,
    ...(phase && { phase: phase.name }),
    localAuthority: localAuthority.name,
    ...(region !== undefined && { region }),
    ...(address.town !== undefined && { town: address.town }),
    ...(address.postcode !== undefined && { postcode: address.postcode }),
    ...location,
  };
}

async function readBy<Row>(
  records: Records,
  keys: readonly Key[],
  schema: z.ZodType<Row>,
  by: (row: Row) => string,
): Promise<Map<string, Row>> {
  const found = new Map<string, Row>();
  for await (const row of records.getMany(keys, schema)) found.set(by(row), row);
  return found;
}
