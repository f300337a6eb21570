import type { Criterion, CriterionKind } from '../programmes/criterion.ts';
import type { Programme } from '../programmes/programme.ts';
import { criteriaFor } from './criteria.ts';
import { checkDeclaration, checkEndorsements, checkRegister } from './criterion-checks.ts';
import type { Checked, EligibilityFacts } from './eligibility-facts.ts';
import { calendarDate, plusDays } from './london-time.ts';
import { findVariant } from './school-variant.ts';

/** What was found about one criterion; `by` is the kind of check that settled it, or that is still to settle it. */
export interface Finding extends Checked {
  readonly criterion: string;
  readonly by: CriterionKind;
}

/**
 * `ineligible`: a declared criterion is not met; nothing else does this by itself. `review`: the register speaks against
 * the applicant, and the helpdesk looks at it. `eligible`: on to the endorsements; open points go to the decider.
 */
export interface Eligibility {
  readonly word: 'eligible' | 'ineligible' | 'review';
  /** The school variant whose criteria counted. */
  readonly variant: string;
  readonly findings: readonly Finding[];
}

/** Checks every criterion that counts for the applicant's school. The same facts on the same day give the same result. */
export function checkEligibility(programme: Programme, facts: EligibilityFacts, at: Date): Eligibility {
  const variant = findVariant(programme.variants, facts.school, facts.variantAnswers).variant;
  const staleBefore = plusDays(calendarDate(at), -programme.registerStaleAfterDays);
  const findings = criteriaFor(programme, variant).map((criterion) => check(criterion, programme, facts, staleBefore));
  const failed = (kind: CriterionKind) => findings.some(({ outcome, by }) => outcome === 'not-met' && by === kind);
  return { word: failed('declared') ? 'ineligible' : failed('register') ? 'review' : 'eligible', variant, findings };
}

/** The first kind of a criterion settles it; those after it support it, or speak against it. */
function check(criterion: Criterion, programme: Programme, facts: EligibilityFacts, staleBefore: string): Finding {
  const { id, kinds } = criterion;
  const declared = kinds.includes('declared') ? checkDeclaration(id, facts) : undefined;
  const register = criterion.register ? checkRegister(criterion.register, facts.school, staleBefore) : undefined;
  const endorsed = kinds.includes('endorsed') ? checkEndorsements(id, programme.endorsements.slots, facts) : undefined;
  const evidence = [declared, register, endorsed].flatMap((checked) => checked?.evidence ?? []);
  const settled = (by: CriterionKind, { outcome, why }: Omit<Checked, 'evidence'>): Finding => {
    return { criterion: id, outcome, by, why, evidence };
  };

  if (declared?.outcome === 'not-met') return settled('declared', declared);
  if (kinds.includes('judged') && kinds[0] !== 'register') return settled('judged', TO_BE_JUDGED);
  if (register && (kinds[0] === 'register' || register.outcome !== 'met')) return settled('register', register);
  if (endorsed && kinds[0] === 'endorsed') return settled('endorsed', endorsed);
  return settled('declared', declared ?? TO_BE_JUDGED);
}

const TO_BE_JUDGED = { outcome: 'needs-judgement', why: { word: 'to-be-judged' } } as const;
