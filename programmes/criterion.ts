import type { Source } from './source.ts';

/**
 * How a criterion is settled.
 * `register`: from the school register. `declared`: the applicant says yes or no. `judged`: a decider marks the evidence.
 * `endorsed`: endorsers confirm it.
 */
export type CriterionKind = 'register' | 'declared' | 'judged' | 'endorsed';

/**
 * What is looked up in the school register for a criterion.
 * `school-open`: the school is in the register and open (a school proposed to close is open).
 * `school-type`: the school is of one of these types, by `TypeOfEstablishment (code)`.
 * `inspection-good`: a judgement of the last inspection is good or better (`domain/inspection.ts` has the table).
 */
export type RegisterRule =
  | { readonly checks: 'school-open' }
  | { readonly checks: 'school-type'; readonly types: readonly number[] }
  | { readonly checks: 'inspection-good'; readonly judgement: InspectionJudgement };

export type InspectionJudgement = 'overall-effectiveness' | 'leadership-and-management';

/** One numbered requirement of a programme. */
export interface Criterion {
  /** Unique in its programme, such as `LLE-P1`; appears in decisions, so it is never used again for something else. */
  readonly id: string;
  /** The requirement, in the words of its source; completes the lead-in of the programme for `about`. */
  readonly wording: string;
  readonly about: 'person' | 'school';
  /** The first kind settles the criterion; those after it support it. */
  readonly kinds: readonly [CriterionKind, ...CriterionKind[]];
  /** Ids of the school variants that it applies to. */
  readonly variants: 'all' | readonly string[];
  /** For the applicant: what is meant, and how others have shown it. */
  readonly help: string;
  /** What the register is asked; present exactly when `register` is among the kinds. */
  readonly register?: RegisterRule;
  /** Criteria that this one stands for, wherever it applies. */
  readonly replaces?: readonly string[];
  /** Criteria that do not count wherever this one applies; such a row states a rule, and pages show it as a note. */
  readonly switchesOff?: readonly string[];
  readonly source: Source;
}
