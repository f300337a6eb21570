import { type DirectoryEntry, type PublicStanding, publicStanding } from '../../domain/directory-entry.ts';
import { calendarDate } from '../../domain/london-time.ts';
import { NUMBER_SIGNS, readReference } from '../../domain/reference.ts';
import { getDesignation } from '../store/designation-rows.ts';
import type { Records } from '../store/records.ts';
import type { ReadDirectory } from './current-directory.ts';

/** What anybody who knows a number may know of it: never whose it is, unless the person is listed. */
export type Check =
  /** `wrong-check`: it looks like a number, and a sign was mistyped. */
  | { readonly word: 'not-a-reference' | 'wrong-check' }
  | { readonly word: 'unknown'; readonly number: string }
  | {
      readonly word: 'known';
      readonly number: string;
      readonly programme: string;
      readonly startsOn: string;
      readonly standing: PublicStanding;
      /** Of somebody who is in the directory. */
      readonly entry?: DirectoryEntry;
    };

/** Reads the designation itself, so that the answer is of this instant and not of the last publishing. */
export async function checkDesignation(
  records: Records,
  readDirectory: ReadDirectory,
  typed: string,
  at: Date,
): Promise<Check> {
  const read = readReference(typed, NUMBER_SIGNS);
  if (read.word !== 'reference') return { word: read.word };
  const number = read.reference;
  const designation = await getDesignation(records, number);
  if (!designation) return { word: 'unknown', number };
  const standing = publicStanding(designation, calendarDate(at));
  const entry = standing.word === 'ended' ? undefined : (await readDirectory()).index.byNumber.get(number);
  const { programme, startsOn } = designation;
  return { word: 'known', number, programme, startsOn, standing, ...(entry && { entry }) };
}
