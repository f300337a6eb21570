import { isDeepStrictEqual } from 'node:util';
import type { School } from '../../domain/school.ts';
import type { Write } from '../../functions/store/records.ts';
import type { ImportCounts } from '../../functions/store/register-import-row.ts';
import { isClosed, putSchool, putSchoolThatLeft, type SchoolRow } from '../../functions/store/school-row.ts';
import { isOfsted, type RegisterDates } from './register-dates.ts';
import type { RegisterFile } from './register-file.ts';
import type { UndatedSchool } from './school-columns.ts';

/** What an import will do. */
export interface ImportPlan {
  readonly counts: ImportCounts;
  /** The writes of one school each; they belong together. */
  readonly writes: readonly (readonly Write[])[];
}

/**
 * Compares a file with the rows that are there.
 *
 * A school that only has another date is written too, because its date says how fresh what a decision rests on was; it
 * counts as unchanged.
 */
export function planImport(file: RegisterFile, dates: RegisterDates, rows: ReadonlyMap<string, SchoolRow>): ImportPlan {
  const writes: Write[][] = [];
  const counts = { created: 0, changed: 0, unchanged: 0, closed: 0, vanished: 0 };
  for (const undatedSchool of file.schools) {
    const school = dated(undatedSchool, dates);
    const row = rows.get(school.urn);
    const isHere = row !== undefined && row.leftRegisterOn === undefined;
    if (row === undefined) counts.created++;
    else if (isHere && isDeepStrictEqual(undated(row.school), undatedSchool)) counts.unchanged++;
    else counts.changed++;
    if (row && isClosed(school) && !isClosed(row.school)) counts.closed++;
    if (!isHere || !isDeepStrictEqual(row.school, school)) writes.push(putSchool(school, row));
  }
  for (const row of rows.values()) {
    if (file.urns.has(row.school.urn) || row.leftRegisterOn !== undefined) continue;
    counts.vanished++;
    writes.push(putSchoolThatLeft(row, dates.registerDate));
  }
  return { counts: { read: file.read, ...counts, bad: file.bad.length }, writes };
}

function dated({ inspection, ...rest }: UndatedSchool, { registerDate, inspectionsDate }: RegisterDates): School {
  if (!inspection) return { ...rest, registerDate };
  const snapshotDate = isOfsted(inspection) ? inspectionsDate : registerDate;
  return { ...rest, inspection: { ...inspection, snapshotDate }, registerDate };
}

function undated({ registerDate: _, inspection, ...rest }: School): UndatedSchool {
  if (!inspection) return rest;
  const { snapshotDate: __, ...found } = inspection;
  return { ...rest, inspection: found };
}
