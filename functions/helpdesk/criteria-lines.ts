import { criteriaToMark } from '../../domain/decision.ts';
import { checkCase } from '../acts/eligibility-facts.ts';
import { sayEvidence, sayWhy } from '../findings/say-finding.ts';
import type { CaseFile } from '../store/case-file.ts';
import type { MarkRow } from '../store/decision-rows.ts';
import type { Records } from '../store/records.ts';
import { schoolOf } from '../store/school-row.ts';

/** A criterion with what is known of it: found now, from all that came in, and marked. */
export async function criteriaOf(records: Records, file: CaseFile, at: Date) {
  const { case: row, programme, marks } = file;
  const { findings } = checkCase(file, await schoolOf(records, row.school), at);
  const toMark = new Set(criteriaToMark(findings));
  return findings.map(({ criterion: id, outcome, why, evidence }) => ({
    id,
    wording: programme.criteria.find((criterion) => criterion.id === id)?.wording ?? '',
    outcome,
    why: sayWhy(why),
    evidence: evidence.map((proof) => sayEvidence(proof, programme)),
    needsMark: toMark.has(id),
    mark: marks.find(({ criterion }) => criterion === id) as MarkRow | undefined,
  }));
}
