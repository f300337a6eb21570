import type { InspectionJudgement } from '../programmes/criterion.ts';
import type { Evidence, Explanation, InspectionWord } from './eligibility-facts.ts';
import type { Grade, Inspection } from './school.ts';

/** What an inspection says about "good": never a refusal by itself, whatever it is. */
export type InspectionFinding = 'good' | 'not-good' | 'unclear';

interface Row {
  readonly finding: InspectionFinding;
  readonly told: InspectionWord;
  readonly when: (inspection: Inspection, grade: Grade | undefined) => boolean;
}

const isGood = (grade: Grade | undefined) => grade === 'good' || grade === 'outstanding';

/**
 * Read from the top; the first row that holds decides. Good means good or better. Ofsted says that report cards cannot be
 * compared with grades, and no report of the Independent Schools Inspectorate grades the same things, so people judge both.
 */
const ROWS: readonly Row[] = [
  {
    finding: 'unclear',
    told: 'report-card',
    when: ({ framework }) => framework === 'report-card',
  },
  {
    finding: 'unclear',
    told: 'isi',
    when: ({ framework }) => framework === 'isi',
  },
  { finding: 'unclear', told: 'unknown-framework', when: ({ framework }) => framework === 'other' },
  {
    finding: 'not-good',
    told: 'concern',
    when: ({ concern }) => concern !== undefined,
  },
  {
    finding: 'unclear',
    told: 'of-earlier-urn',
    when: ({ inspectedUrn }, grade) => inspectedUrn !== undefined && isGood(grade),
  },
  {
    finding: 'good',
    told: 'good-confirmed',
    when: ({ confirmed }, grade) => confirmed !== undefined && isGood(grade),
  },
  { finding: 'good', told: 'good', when: (_, grade) => isGood(grade) },
  { finding: 'not-good', told: 'less-than-good', when: (_, grade) => grade !== undefined },
  {
    finding: 'unclear',
    told: 'only-leadership-good',
    when: ({ leadershipAndManagement }) => isGood(leadershipAndManagement),
  },
];

/** What was found, why, and the values that were seen, if there are any. */
export interface InspectionReading {
  readonly finding: InspectionFinding;
  readonly why: Explanation;
  readonly evidence: readonly Evidence[];
}

/**
 * Is the judgement good or better? Missing or stale data is unclear.
 *
 * @param staleBefore snapshots from before this calendar date settle nothing
 */
export function readInspection(
  inspection: Inspection | undefined,
  judgement: InspectionJudgement,
  staleBefore: string,
): InspectionReading {
  if (!inspection) return { finding: 'unclear', why: { word: 'no-inspection' }, evidence: [] };
  const { snapshotDate: date, ...seen } = inspection;
  const evidence: Evidence[] = [{ source: 'inspection-data', seen, date }];
  if (date < staleBefore) return { finding: 'unclear', why: { word: 'inspection-data-old', of: date }, evidence };
  const grade = judgement === 'overall-effectiveness' ? inspection.overall : inspection.leadershipAndManagement;
  const { finding, told } = ROWS.find(({ when }) => when(inspection, grade)) ?? NO_GRADE;
  return { finding, why: { word: 'inspection', told }, evidence };
}

const NO_GRADE = { finding: 'unclear', told: 'no-grade' } as const;
