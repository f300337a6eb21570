import * as z from 'zod';
import type { School } from '../../domain/school.ts';
import { rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';

const codedName = z.object({ code: z.int(), name: z.string() });
const text = z.string().exactOptional();
const date = z.iso.date();
const grade = z.enum(['outstanding', 'good', 'requires improvement', 'inadequate']);

export const inspection = z.object({
  framework: z.enum(['graded', 'report-card', 'isi', 'other']),
  overall: grade.exactOptional(),
  leadershipAndManagement: grade.exactOptional(),
  concern: z.enum(['SM', 'SWK', 'NTI']).exactOptional(),
  inspectedOn: date.exactOptional(),
  inspectedUrn: text,
  confirmed: z.object({ outcome: z.string(), on: date.exactOptional() }).exactOptional(),
  snapshotDate: date,
});

const school = z.object({
  urn: z.string(),
  name: z.string(),
  type: codedName,
  status: codedName,
  phase: codedName.exactOptional(),
  typeGroup: codedName.exactOptional(),
  localAuthority: codedName,
  region: text,
  trust: text,
  religiousCharacter: text,
  ages: z.object({ from: z.int(), to: z.int() }).exactOptional(),
  inspectorate: text,
  inspection: inspection.exactOptional(),
  head: z.object({ title: text, firstName: text, lastName: text, post: text }).exactOptional(),
  address: z.object({ street: text, town: text, postcode: text }),
  location: z.object({ easting: z.int(), northing: z.int() }).exactOptional(),
  website: text,
  openedOn: date.exactOptional(),
  closedOn: date.exactOptional(),
  registerDate: date,
}) satisfies z.ZodType<School>;

/** A school of the register. Rows stay when a school closes or leaves the register: cases refer to them. */
export const schoolRow = z.object({
  kind: z.literal('school'),
  /** Kept as one JSON text, because nothing asks for a part: the engine of one machine writes it twice as fast. */
  school: z.codec(z.string(), school, { decode: (text) => JSON.parse(text), encode: (value) => JSON.stringify(value) }),
  /** The date of the first register file that no longer had the school. */
  leftRegisterOn: date.exactOptional(),
});

export type SchoolRow = z.infer<typeof schoolRow>;

/** `EstablishmentStatus (code)` of a closed school. */
const CLOSED = 2;

export const isClosed = ({ status }: Pick<School, 'status'>): boolean => status.code === CLOSED;

export function getSchool(records: Records, urn: string): Promise<SchoolRow | undefined> {
  return records.get(rowKeys.school(urn), schoolRow);
}

/** Schools by their URNs, in the order of their names; those that the register never had are left out. */
export async function readSchools(records: Records, urns: readonly string[]): Promise<School[]> {
  const rows = await Array.fromAsync(records.getMany([...new Set(urns)].map(rowKeys.school), schoolRow));
  return rows.map(({ school }) => school).toSorted((one, other) => one.name.localeCompare(other.name));
}

/**
 * The school of an answer or a case, as far as the register knows it now. Of one that has left the register nothing is
 * known any more: what it was last is no evidence.
 */
export async function schoolOf(records: Records, urn: string | undefined): Promise<School | undefined> {
  const row = urn === undefined ? undefined : await getSchool(records, urn);
  return row?.leftRegisterOn === undefined ? row?.school : undefined;
}

export const putSchool = (row: SchoolRow): Write => ({
  Put: { Item: { ...rowKeys.school(row.school.urn), ...z.encode(schoolRow, row) } },
});
