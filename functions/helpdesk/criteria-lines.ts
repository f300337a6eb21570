import { criteriaToMark } from '../../domain/decision.ts';
import { checkCase } from '../acts/eligibility-facts.ts';
import type { CaseFile } from '../store/case-file.ts';
import type { MarkRow } from '../store/decision-rows.ts';
import type { Records } from '../store/records.ts';
import { getSchool } from '../store/school-row.ts';

/** A criterion with what is known of it: found now, from all that came in, and marked. */
export async function criteriaOf(records: Records, file: CaseFile, at: Date) {
  const { case: row, programme, marks } = file;
  const school = row.school === undefined ? undefined : (await getSchool(records, row.school))?.school;
  const { findings } = checkCase(file, school, at);
  const toMark = new Set(criteriaToMark(findings));
  return findings.map(({ criterion: id, outcome, why, evidence }) => ({
    id,
    wording: programme.criteria.find((criterion) => criterion.id === id)?.wording ?? '',
    outcome,
    why,
    evidence,
    needsMark: toMark.has(id),
    mark: marks.find(({ criterion }) => criterion === id) as MarkRow | undefined,
  }));
}
