import { isDeepStrictEqual } from 'node:util';
import type { School } from '../../domain/school.ts';
import { placeWrites } from '../../functions/store/place-rows.ts';
import type { Write } from '../../functions/store/records.ts';
import type { ImportCounts } from '../../functions/store/register-import-row.ts';
import { isClosed, putSchool, type SchoolRow } from '../../functions/store/school-row.ts';
import {
  deleteSchoolWord,
  indexSchools,
  putSchoolWord,
  type SchoolIndex,
} from '../../functions/store/school-word-row.ts';
import { isOfsted, type RegisterDates } from './register-dates.ts';
import type { RegisterFile } from './register-file.ts';
import type { UndatedSchool } from './school-columns.ts';

/** What an import will do. */
export interface ImportPlan {
  readonly counts: ImportCounts;
  /** Schools first, then what they are found by: words and places. */
  readonly writes: readonly Write[];
}

/**
 * Compares a file with the rows that are there.
 *
 * A school that only has another date is written too, because its date says how fresh what a decision rests on was; it
 * counts as unchanged.
 *
 * @param indexStands whether words and places are those of `rows`: not after an import that was cut off
 */
export function planImport(
  file: RegisterFile,
  dates: RegisterDates,
  rows: ReadonlyMap<string, SchoolRow>,
  indexStands: boolean,
): ImportPlan {
  const writes: Write[] = [];
  const after = new Map(rows);
  const put = (row: SchoolRow) => {
    after.set(row.school.urn, row);
    writes.push(putSchool(row));
  };
  const counts = { created: 0, changed: 0, unchanged: 0, closed: 0, vanished: 0 };
  for (const undatedSchool of file.schools) {
    const school = dated(undatedSchool, dates);
    const row = rows.get(school.urn);
    const isHere = row !== undefined && row.leftRegisterOn === undefined;
    if (row === undefined) counts.created++;
    else if (isHere && isDeepStrictEqual(undated(row.school), undatedSchool)) counts.unchanged++;
    else counts.changed++;
    if (row && isClosed(school) && !isClosed(row.school)) counts.closed++;
    if (!isHere || !isDeepStrictEqual(row.school, school)) put({ kind: 'school', school });
  }
  for (const row of rows.values()) {
    if (file.urns.has(row.school.urn) || row.leftRegisterOn !== undefined) continue;
    counts.vanished++;
    put({ ...row, leftRegisterOn: dates.registerDate });
  }
  if (writes.length > 0 || !indexStands) {
    writes.push(...changeWords(indexOf(rows), indexOf(after), indexStands), ...changePlaces(rows, after, indexStands));
  }
  return { counts: { read: file.read, ...counts, bad: file.bad.length }, writes };
}

/** Who looks for a school to name wants one that is there; a closed one is found by its URN. */
const indexOf = (rows: ReadonlyMap<string, SchoolRow>): SchoolIndex => indexSchools(offered(rows));

const offered = (rows: ReadonlyMap<string, SchoolRow>): School[] =>
  [...rows.values()].flatMap(({ school, leftRegisterOn }) => (leftRegisterOn || isClosed(school) ? [] : [school]));

function changeWords(before: SchoolIndex, after: SchoolIndex, indexStands: boolean): Write[] {
  const changed = [...after].filter(([word, schools]) => !indexStands || !isDeepStrictEqual(before.get(word), schools));
  const gone = [...before.keys()].filter((word) => !after.has(word));
  return [...changed.map(([word, schools]) => putSchoolWord(word, schools)), ...gone.map(deleteSchoolWord)];
}

/** Places and districts that no school is in any more stay: where they are does not change. */
function changePlaces(
  before: ReadonlyMap<string, SchoolRow>,
  after: ReadonlyMap<string, SchoolRow>,
  indexStands: boolean,
): Write[] {
  const writesOf = (rows: ReadonlyMap<string, SchoolRow>) =>
    placeWrites(
      Array.from(rows.values(), ({ school }) => school),
      offered(rows),
    );
  const stand: ReadonlyMap<string, Write> = indexStands ? writesOf(before) : new Map();
  return [...writesOf(after)].flatMap(([id, write]) => (isDeepStrictEqual(stand.get(id), write) ? [] : [write]));
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
