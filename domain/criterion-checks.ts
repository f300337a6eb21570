import type { RegisterRule } from '../programmes/criterion.ts';
import type { EndorsementSlot } from '../programmes/endorsements.ts';
import type { Checked, EligibilityFacts, Evidence, Outcome } from './eligibility-facts.ts';
import { type InspectionFinding, readInspection } from './inspection.ts';
import { printDate } from './london-time.ts';
import { isOpen, type School } from './school.ts';

export function checkDeclaration(criterion: string, { declared, declaredOn }: EligibilityFacts): Checked {
  const answer = declared[criterion];
  if (answer === undefined) return open('The application does not say.');
  return {
    outcome: answer ? 'met' : 'not-met',
    why: answer ? 'The applicant declared that it is met.' : 'The applicant declared that it is not met.',
    evidence: [{ source: 'application', says: answer ? 'yes' : 'no', date: declaredOn }],
  };
}

/** Met when every slot that is asked to confirm the criterion has confirmed it. */
export function checkEndorsements(
  criterion: string,
  slots: readonly EndorsementSlot[],
  { endorsements }: EligibilityFacts,
): Checked {
  const asked = slots.filter(({ confirms }) => confirms.some((confirmation) => confirmation.criterion === criterion));
  const evidence: Evidence[] = [];
  let confirmed = 0;
  for (const { id, title } of asked) {
    const given = endorsements.find(({ slot }) => slot === id);
    if (!given) continue;
    const yes = given.confirms.includes(criterion);
    if (yes) confirmed += 1;
    evidence.push({
      source: 'endorsement',
      says: `${title}: ${yes ? 'confirmed' : 'not confirmed'}`,
      date: given.givenOn,
    });
  }
  if (confirmed === asked.length) return { outcome: 'met', why: 'The endorsers confirmed it.', evidence };
  const why = evidence.length > confirmed ? 'An endorser did not confirm it.' : 'Endorsers are still to confirm it.';
  return { outcome: 'needs-judgement', why, evidence };
}

const OF_INSPECTION: Record<InspectionFinding, Outcome> = {
  good: 'met',
  'not-good': 'not-met',
  unclear: 'needs-judgement',
};

/** @param staleBefore data from before this calendar date settles nothing */
export function checkRegister(rule: RegisterRule, school: School | undefined, staleBefore: string): Checked {
  if (!school) return open('The school is not in our register.');
  if (rule.checks === 'inspection-good') {
    const { finding, why, seen, snapshotDate } = readInspection(school.inspection, rule.judgement, staleBefore);
    return {
      outcome: OF_INSPECTION[finding],
      why,
      evidence: seen && snapshotDate ? [{ source: 'inspection data', says: seen, date: snapshotDate }] : [],
    };
  }
  const { registerDate } = school;
  const says = rule.checks === 'school-type' ? school.type.name : school.status.name;
  const evidence: Evidence[] = [{ source: 'school register', says, date: registerDate }];
  if (registerDate < staleBefore) {
    return { outcome: 'needs-judgement', why: `Our register data of ${printDate(registerDate)} is old.`, evidence };
  }
  const why = `The register has the school as: ${says}.`;
  if (rule.checks === 'school-open') return { outcome: isOpen(school) ? 'met' : 'not-met', why, evidence };
  return { outcome: rule.types.includes(school.type.code) ? 'met' : 'not-met', why, evidence };
}

function open(why: string): Checked {
  return { outcome: 'needs-judgement', why, evidence: [] };
}
