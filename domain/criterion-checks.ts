import type { RegisterRule } from '../programmes/criterion.ts';
import type { EndorsementSlot } from '../programmes/endorsements.ts';
import type { Checked, EligibilityFacts, Evidence, Explanation, Outcome } from './eligibility-facts.ts';
import { type InspectionFinding, readInspection } from './inspection.ts';
import { isOpen, type School } from './school.ts';

export function checkDeclaration(criterion: string, { declared, declaredOn }: EligibilityFacts): Checked {
  const answer = declared[criterion];
  if (answer === undefined) return open({ word: 'nothing-declared' });
  return {
    outcome: answer ? 'met' : 'not-met',
    why: { word: answer ? 'declared-met' : 'declared-not-met' },
    evidence: [{ source: 'application', declared: answer, date: declaredOn }],
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
  let confirmations = 0;
  for (const { id } of asked) {
    const given = endorsements.find(({ slot }) => slot === id);
    if (!given) continue;
    const confirmed = given.confirms.includes(criterion);
    evidence.push({ source: 'endorsement', slot: id, confirmed, date: given.givenOn });
    if (confirmed) confirmations += 1;
  }
  if (confirmations === asked.length) return { outcome: 'met', why: { word: 'all-confirmed' }, evidence };
  const word = evidence.length > confirmations ? 'not-confirmed' : 'endorsers-awaited';
  return { outcome: 'needs-judgement', why: { word }, evidence };
}

const OF_INSPECTION: Record<InspectionFinding, Outcome> = {
  good: 'met',
  'not-good': 'not-met',
  unclear: 'needs-judgement',
};

/** @param staleBefore data from before this calendar date settles nothing */
export function checkRegister(rule: RegisterRule, school: School | undefined, staleBefore: string): Checked {
  if (!school) return open({ word: 'school-not-in-register' });
  if (rule.checks === 'inspection-good') {
    const { finding, why, evidence } = readInspection(school.inspection, rule.judgement, staleBefore);
    return { outcome: OF_INSPECTION[finding], why, evidence };
  }
  const { registerDate } = school;
  const says = rule.checks === 'school-type' ? school.type.name : school.status.name;
  const evidence: Evidence[] = [{ source: 'school-register', says, date: registerDate }];
  if (registerDate < staleBefore) {
    return { outcome: 'needs-judgement', why: { word: 'register-old', of: registerDate }, evidence };
  }
  const holds = rule.checks === 'school-open' ? isOpen(school) : rule.types.includes(school.type.code);
  return { outcome: holds ? 'met' : 'not-met', why: { word: 'register-says', says }, evidence };
}

function open(why: Explanation): Checked {
  return { outcome: 'needs-judgement', why, evidence: [] };
}
