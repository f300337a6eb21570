import * as z from 'zod';
import { DESIGNATION_STATES, END_REASONS } from '../../domain/designation.ts';
import { listed, rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';
import { putNew, updateRow } from './row-update.ts';

/** The standing that a person holds. Dates are calendar dates. */
export const designationRow = z.object({
  kind: z.literal('designation'),
  number: z.string(),
  programme: z.string(),
  generation: z.string(),
  body: z.string(),
  person: z.string(),
  reference: z.string(),
  school: z.string().exactOptional(),
  state: z.enum(DESIGNATION_STATES),
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  reviewOn: z.iso.date(),
  conditions: z.array(z.string()),
  ended: z.object({ reason: z.enum(END_REASONS), at: z.iso.datetime() }).exactOptional(),
});
export type DesignationRow = z.infer<typeof designationRow>;

/** What the public may read: only with the person's consent, and only while it stands. */
export const directoryEntryRow = z.object({
  kind: z.literal('directory-entry'),
  number: z.string(),
  programme: z.string(),
  name: z.string(),
  urn: z.string().exactOptional(),
  /** As `group/specialism`. */
  specialisms: z.array(z.string()),
  profile: z.string(),
});
export type DirectoryEntryRow = z.infer<typeof directoryEntryRow>;

const designationOfPersonRow = z.object({ kind: z.literal('designation-of-person'), number: z.string() });

/** A person holds at most one designation of a programme at a time. */
export class AlreadyDesignatedError extends Error {
  override readonly name = 'AlreadyDesignatedError';
}

export class DesignationMovedOnError extends Error {
  override readonly name = 'DesignationMovedOnError';
}

export function getDesignation(records: Records, number: string): Promise<DesignationRow | undefined> {
  return records.get(rowKeys.designation(number), designationRow);
}

/** The number of the designation that a person holds. */
export async function designationOf(records: Records, person: string, programme: string): Promise<string | undefined> {
  return (await records.get(rowKeys['designation-of-person'](person, programme), designationOfPersonRow))?.number;
}

/** Designates: the designation, that the person holds it, and the entry if they agreed to one. */
export function putDesignation(row: DesignationRow, entry: DirectoryEntryRow | undefined): Write[] {
  const { number, programme, person } = row;
  const holds = { ...rowKeys['designation-of-person'](person, programme), kind: 'designation-of-person', number };
  const lists = listed.designation(programme, number);
  const refusal = () => new AlreadyDesignatedError(`${person} ${programme}`);
  return [
    putNew(holds, refusal),
    putNew({ ...rowKeys.designation(number), ...lists, card: { state: row.state }, ...row }, refusal),
    ...(entry ? [{ Put: { Item: { ...rowKeys['directory-entry'](number), ...entry } } }] : []),
  ];
}

/** Ends a designation that stands, and takes it from the person and the directory. */
export function endDesignation({ number, person, programme }: DesignationRow, reason: 'reversed', at: Date): Write[] {
  return [
    updateRow(
      rowKeys.designation(number),
      {
        set: { state: 'ended', 'card.state': 'ended', ended: { reason, at: at.toISOString() } },
        when: { state: DESIGNATION_STATES.filter((state) => state !== 'ended') },
      },
      () => new DesignationMovedOnError(number),
    ),
    { Delete: { Key: rowKeys['designation-of-person'](person, programme) } },
    { Delete: { Key: rowKeys['directory-entry'](number) } },
  ];
}
