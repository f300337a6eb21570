import * as z from 'zod';
import { entryDue } from '../../domain/designation-schedule.ts';
import { AGE_GROUPS } from '../../domain/directory-entry.ts';
import type { OwnWords } from '../../domain/own-words.ts';
import { listed, rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';
import { putNew, updateRow } from './row-update.ts';

const AGE_GROUP_IDS = AGE_GROUPS.map(({ id }) => id);

/**
 * What the public may read of a person. The row is the consent: it is there only while the person agrees to be listed and
 * the designation stands.
 */
export const directoryEntryRow = z.object({
  kind: z.literal('directory-entry'),
  number: z.string(),
  programme: z.string(),
  name: z.string(),
  /** As `group/specialism`. */
  specialisms: z.array(z.string()),
  /** None: those that the person's school teaches. */
  ageGroups: z.array(z.enum(AGE_GROUP_IDS)),
  profile: z.string(),
  travelMiles: z.int().positive().exactOptional(),
  /** How many more placements, from which date on. */
  placements: z.int().positive(),
  availableFrom: z.iso.date().exactOptional(),
  confirmedOn: z.iso.date(),
  /** The `confirmedOn` a year after which the person was asked whether the entry is still right. */
  promptedFor: z.iso.date().exactOptional(),
  /** Grows by one with each change. */
  version: z.int().positive(),
});
export type DirectoryEntryRow = z.infer<typeof directoryEntryRow>;

/** What they do not say is left to their school, or to those who ask them. */
export const newEntry = (
  of: Pick<DirectoryEntryRow, 'number' | 'programme' | 'name' | 'confirmedOn'>,
  own: Partial<OwnWords>,
): DirectoryEntryRow => ({
  kind: 'directory-entry',
  ...of,
  ...ownFields({ specialisms: [], ageGroups: [], profile: '', placements: 1, ...own }),
  version: 1,
});

/** What people say of themselves, as the row has it. */
export const ownFields = ({ specialisms, ageGroups, ...own }: OwnWords) => ({
  ...own,
  specialisms: [...specialisms],
  ageGroups: [...ageGroups],
});

/** The entry was changed, or taken out of the directory, since it was read. */
export class DirectoryEntryMovedOnError extends Error {
  override readonly name = 'DirectoryEntryMovedOnError';
}

export function getEntry(records: Records, number: string): Promise<DirectoryEntryRow | undefined> {
  return records.get(rowKeys['directory-entry'](number), directoryEntryRow);
}

export const putEntry = (row: DirectoryEntryRow, at: Date): Write =>
  putNew({ ...rowKeys['directory-entry'](row.number), ...row, ...nextDue(row, at) }, () => movedOn(row));

/** Changes an entry, if it is as it was read. */
export function changeEntry(
  row: DirectoryEntryRow,
  set: Partial<DirectoryEntryRow>,
  at: Date,
  remove: readonly (keyof DirectoryEntryRow)[] = [],
): Write {
  const due = nextDue({ ...row, ...set }, at);
  return updateRow(
    rowKeys['directory-entry'](row.number),
    {
      set: { ...set, ...due, version: row.version + 1 },
      remove: [...remove, ...(due ? [] : ['duePk', 'dueSk'])],
      when: { version: row.version },
    },
    () => movedOn(row),
  );
}

/** Takes the entry out of the directory: nothing of it is kept. */
export const deleteEntry = (number: string): Write => ({ Delete: { Key: rowKeys['directory-entry'](number) } });

const movedOn = ({ number }: DirectoryEntryRow) => new DirectoryEntryMovedOnError(number);

function nextDue(row: DirectoryEntryRow, at: Date) {
  const { next } = entryDue(row, at);
  return next && listed.due(row.number, next);
}
