import type { Finding } from '../../domain/eligibility.ts';
import type { Evidence, Explanation, SeenInspection } from '../../domain/eligibility-facts.ts';
import { printDate } from '../../domain/london-time.ts';
import type { Programme } from '../../programmes/programme.ts';
import { FINDING_WORDS as WORDS } from './words.ts';

/** "You must have at least 3 years of headship experience." Nothing for an id that is no criterion. */
export function sayCriterion({ criteria }: Programme, id: string): string[] {
  return criteria
    .filter((criterion) => criterion.id === id)
    .map(({ about, wording }) => WORDS.criterion[about](wording));
}

/** A criterion that is not met, and why, as its applicant is told. */
export function sayNotMet(programme: Programme, { criterion, by, why }: Pick<Finding, 'criterion' | 'by' | 'why'>) {
  // a finding is written for staff: what somebody declared is said to themselves otherwise
  if (by === 'declared') return sayOwnNo(programme, criterion);
  return sayCriterion(programme, criterion).map((sentence) => `${sentence} ${sayWhy(why)}`);
}

/** A criterion of which somebody said themselves that it is not met. */
export const sayOwnNo = (programme: Programme, id: string): string[] =>
  sayCriterion(programme, id).map((sentence) => `${sentence} ${WORDS.ownNo}`);

export function sayWhy(why: Explanation): string {
  switch (why.word) {
    case 'register-old':
      return WORDS.registerOld(printDate(why.of));
    case 'inspection-data-old':
      return WORDS.inspectionDataOld(printDate(why.of));
    case 'register-says':
      return WORDS.registerSays(why.says);
    case 'inspection':
      return WORDS.inspection[why.told];
    default:
      return WORDS.why[why.word];
  }
}

/** What was looked at, and where it is from. */
export function sayEvidence(evidence: Evidence, { endorsements }: Programme) {
  return { says: sayWhatItSays(evidence, endorsements), source: WORDS.sources[evidence.source], date: evidence.date };
}

function sayWhatItSays(evidence: Evidence, { slots }: Programme['endorsements']): string {
  switch (evidence.source) {
    case 'school-register':
      return evidence.says;
    case 'inspection-data':
      return saySeen(evidence.seen);
    case 'application':
      return WORDS.declared[evidence.declared ? 'yes' : 'no'];
    case 'endorsement': {
      const title = slots.find(({ id }) => id === evidence.slot)?.title ?? evidence.slot;
      return WORDS.confirmed[evidence.confirmed ? 'yes' : 'no'](title);
    }
  }
}

function saySeen(seen: SeenInspection): string {
  const { overall, leadershipAndManagement, concern, inspectedOn, inspectedUrn, confirmed, framework } = seen;
  const { frameworks, grades, concerns, nothing, ...words } = WORDS.seen;
  const parts = [
    frameworks[framework],
    overall && words.overall(grades[overall]),
    leadershipAndManagement && words.leadership(grades[leadershipAndManagement]),
    concern && concerns[concern],
    confirmed && `${confirmed.outcome}${confirmed.on ? ` (${printDate(confirmed.on)})` : ''}`,
    inspectedOn && words.inspectedOn(printDate(inspectedOn)),
    inspectedUrn && words.asUrn(inspectedUrn),
  ].filter(Boolean);
  return parts.length > 0 ? parts.join('; ') : nothing;
}
