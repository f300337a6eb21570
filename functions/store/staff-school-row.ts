import * as z from 'zod';
import { rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';

/** A school that a member of staff says they are connected with: they are reminded of it before they open its cases. */
export const staffSchoolRow = z.object({ kind: z.literal('staff-school'), urn: z.string() });

/** The URNs of the schools that a member of staff named. */
export async function schoolsOfStaff(records: Records, staff: string): Promise<string[]> {
  const rows = await Array.fromAsync(records.beginning(rowKeys['staff-school'](staff, ''), staffSchoolRow));
  return rows.map(({ urn }) => urn);
}

export const putStaffSchool = (staff: string, urn: string): Write => ({
  Put: { Item: { ...rowKeys['staff-school'](staff, urn), kind: 'staff-school', urn } },
});

export const deleteStaffSchool = (staff: string, urn: string): Write => ({
  Delete: { Key: { ...rowKeys['staff-school'](staff, urn) } },
});
