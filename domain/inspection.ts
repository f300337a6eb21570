import type { InspectionJudgement } from '../programmes/criterion.ts';
import { printDate } from './london-time.ts';
import type { Grade, Inspection } from './school.ts';

/** What an inspection says about "good": never a refusal by itself, whatever it is. */
export type InspectionFinding = 'good' | 'not-good' | 'unclear';

interface Row {
  readonly finding: InspectionFinding;
  /** Completes "The last inspection …" for the decider and the applicant. */
  readonly because: string;
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
    because: 'is a report card, which cannot be compared with grades',
    when: ({ framework }) => framework === 'report-card',
  },
  {
    finding: 'unclear',
    because: 'is by the Independent Schools Inspectorate, whose reports have no such grade',
    when: ({ framework }) => framework === 'isi',
  },
  { finding: 'unclear', because: 'is of a kind that we do not know', when: ({ framework }) => framework === 'other' },
  {
    finding: 'not-good',
    because: 'found a category of concern',
    when: ({ concern }) => concern !== undefined,
  },
  {
    finding: 'unclear',
    because: 'was made when the school had another URN',
    when: ({ inspectedUrn }, grade) => inspectedUrn !== undefined && isGood(grade),
  },
  {
    finding: 'good',
    because: 'judged good or better, and a later visit confirmed it',
    when: ({ confirmed }, grade) => confirmed !== undefined && isGood(grade),
  },
  { finding: 'good', because: 'judged good or better', when: (_, grade) => isGood(grade) },
  { finding: 'not-good', because: 'judged less than good', when: (_, grade) => grade !== undefined },
  {
    finding: 'unclear',
    because: 'gave no overall grade; leadership and management was judged good or better',
    when: ({ leadershipAndManagement }) => isGood(leadershipAndManagement),
  },
];

/** What was found, why, and the evidence: the values seen with the date of the inspection and of the file. */
export interface InspectionReading {
  readonly finding: InspectionFinding;
  readonly why: string;
  readonly seen?: string;
  readonly snapshotDate?: string;
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
  if (!inspection) return { finding: 'unclear', why: 'We have no data about an inspection of this school.' };
  const { snapshotDate } = inspection;
  const grade = judgement === 'overall-effectiveness' ? inspection.overall : inspection.leadershipAndManagement;
  const seen = describe(inspection);
  if (snapshotDate < staleBefore) {
    return { finding: 'unclear', why: `Our inspection data of ${printDate(snapshotDate)} is old.`, seen, snapshotDate };
  }
  const row = ROWS.find(({ when }) => when(inspection, grade));
  return {
    finding: row?.finding ?? 'unclear',
    why: `The last inspection ${row?.because ?? 'gave no such grade'}.`,
    seen,
    snapshotDate,
  };
}

const CONCERNS = { SM: 'special measures', SWK: 'serious weaknesses', NTI: 'notice to improve' } as const;

/** The values that were seen, so that a decision can be explained years later. */
function describe(inspection: Inspection): string {
  const { overall, leadershipAndManagement, concern, inspectedOn, inspectedUrn, confirmed, framework } = inspection;
  const parts: string[] = [];
  if (framework === 'report-card') parts.push('report card');
  if (framework === 'isi') parts.push('Independent Schools Inspectorate');
  if (overall) parts.push(`overall effectiveness: ${overall}`);
  if (leadershipAndManagement) parts.push(`leadership and management: ${leadershipAndManagement}`);
  if (concern) parts.push(CONCERNS[concern]);
  if (confirmed) parts.push(`${confirmed.outcome}${confirmed.on ? ` (${printDate(confirmed.on)})` : ''}`);
  if (inspectedOn) parts.push(`inspected on ${printDate(inspectedOn)}`);
  if (inspectedUrn) parts.push(`as URN ${inspectedUrn}`);
  return parts.length > 0 ? parts.join('; ') : 'no grades';
}
