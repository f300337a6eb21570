import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { directoryChanged, WHOLE_DIRECTORY } from '../../functions/store/directory-change-row.ts';
import { getManifest } from '../../functions/store/directory-manifest-row.ts';
import { rowKeys } from '../../functions/store/keys.ts';
import {
  getRegisterImport,
  type ImportCounts,
  putRegisterImport,
  REGISTER_INDEX,
  type RegisterImportRow,
} from '../../functions/store/register-import-row.ts';
import { schoolRow } from '../../functions/store/school-row.ts';
import { readInBatches, writeInTransactions } from '../bulk.ts';
import type { RecordsTable } from '../target.ts';
import { planImport } from './import-plan.ts';
import type { RegisterDates } from './register-dates.ts';
import type { RegisterFile } from './register-file.ts';

export interface ImportOptions {
  /** Name of the file, for the record. */
  readonly file: string;
  readonly dates: RegisterDates;
  readonly now: Date;
  /** The fictional register. */
  readonly demonstration: boolean;
  /** Takes a file even though it is older, or lacks many schools. */
  readonly replace: boolean;
  /** Told what is done, and how much of how much. */
  readonly progress: (what: 'reading' | 'writing', done: number, of: number) => void;
}

/** The file would take the register back, or empty it. */
export class RegisterRefusedError extends Error {
  override readonly name = 'RegisterRefusedError';
}

/** So few may vanish from any register, however small. */
const VANISHING_ALLOWED = 10;
/** Schools hardly ever leave the register, not even when they close: more than this share is an extract or half a file. */
const VANISHING_SHARE_ALLOWED = 1 / 20;

/**
 * Brings the register in the table to what a file says: schools are created and changed, closed ones keep their row with
 * that status, those that the file no longer has are marked. What is as it should be is not written, so a second run
 * writes nothing, and a run after one that was cut off does the rest.
 *
 * @throws RegisterRefusedError
 */
export async function importRegister(
  table: RecordsTable,
  file: RegisterFile,
  { file: name, dates, now, demonstration, replace, progress }: ImportOptions,
): Promise<ImportCounts> {
  const { records } = table;
  const last = await getRegisterImport(records);
  const isFirst = last === undefined || (last.demonstration && !demonstration);
  if (demonstration && last && !last.demonstration) {
    throw new RegisterRefusedError(
      `a real register, of ${last.registerDate}, is in the table: the demonstration would replace it`,
    );
  }
  if (!isFirst && !replace && dates.registerDate < last.registerDate) {
    throw new RegisterRefusedError(
      `the file is of ${dates.registerDate}, but the register in the table is of ${last.registerDate}: to go back, add --replace`,
    );
  }

  const urns = new Set([...unpack(last?.urns), ...file.urns]);
  const keys = Array.from(urns, rowKeys.school);
  const rows = await readInBatches(table, keys, schoolRow, (done) => progress('reading', done, keys.length));
  const byUrn = new Map(rows.map((row) => [row.school.urn, row]));
  const indexStands = last?.state === 'done' && last.index === REGISTER_INDEX;
  const { counts, writes } = planImport(file, dates, byUrn, indexStands);
  const mostVanished = Math.max(VANISHING_ALLOWED, rows.length * VANISHING_SHARE_ALLOWED);
  if (!isFirst && !replace && counts.vanished > mostVanished) {
    throw new RegisterRefusedError(
      `${counts.vanished} of ${rows.length} schools of the register are not in the file: is it an extract, or cut short? To take it as it is, add --replace`,
    );
  }
  if (writes.length === 0 && indexStands) return counts;

  const importRow: RegisterImportRow = {
    kind: 'register-import',
    state: 'under-way',
    demonstration,
    file: name,
    ...dates,
    importedAt: now.toISOString(),
    counts,
    index: REGISTER_INDEX,
    urns: pack(urns),
  };
  // first, so that schools which are written before a crash are known to the next import
  await records.transact([putRegisterImport(importRow)]);
  await writeInTransactions(table, writes, (done) => progress('writing', done, writes.length));
  await records.transact([
    putRegisterImport({ ...importRow, state: 'done' }),
    // entries say what the register says of their schools
    ...((await getManifest(records)) ? [directoryChanged(WHOLE_DIRECTORY, now)] : []),
  ]);
  return counts;
}

const pack = (urns: ReadonlySet<string>) => deflateRawSync([...urns].sort().join(' '));

const unpack = (packed: Uint8Array | undefined): string[] =>
  packed ? inflateRawSync(packed).toString().split(' ') : [];
