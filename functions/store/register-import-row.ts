import * as z from 'zod';
import { rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';

const count = z.int().nonnegative();

/** What the last import of the school register brought. `read` = `created` + `changed` + `unchanged` + `bad`. */
export const importCounts = z.object({
  read: count,
  created: count,
  changed: count,
  /** The same but for the date of the file. */
  unchanged: count,
  /** Of the changed ones, those that were not closed before. */
  closed: count,
  /** In the table, but no longer in the file. */
  vanished: count,
  bad: count,
});

export type ImportCounts = z.infer<typeof importCounts>;

/** What an import makes besides schools: 2, words and places. Older indexes are made anew by the next import. */
export const REGISTER_INDEX = 2;

/** The last import that wrote anything. */
export const registerImportRow = z.object({
  kind: z.literal('register-import'),
  /** Under way until every school is written: an import that ended before that is completed by running it again. */
  state: z.enum(['under-way', 'done']),
  /** The fictional register, which the first real one replaces. */
  demonstration: z.boolean(),
  /** Name of the file, without its folder. */
  file: z.string(),
  registerDate: z.iso.date(),
  inspectionsDate: z.iso.date(),
  importedAt: z.iso.datetime(),
  counts: importCounts,
  /** `REGISTER_INDEX` at the time. */
  index: z.int().default(1),
  /**
   * Every URN that has a row, packed: the next import must know them all to see which are missing from its file, and
   * no index lists schools. Some 52,000 URNs are 110 KB of the 400 KB that a row may have.
   */
  urns: z.instanceof(Uint8Array),
});

export type RegisterImportRow = z.infer<typeof registerImportRow>;

export function getRegisterImport(records: Records): Promise<RegisterImportRow | undefined> {
  return records.get(rowKeys['register-import'](), registerImportRow);
}

export function putRegisterImport(row: RegisterImportRow): Write {
  return { Put: { Item: { ...rowKeys['register-import'](), ...row } } };
}
