import type { Inspection, School } from './school.ts';

/** Everything that an eligibility check looks at. */
export interface EligibilityFacts {
  /** The applicant's school as the register has it; absent when it is not there. */
  readonly school?: School;
  /** By criterion: what the applicant declared. */
  readonly declared: Readonly<Record<string, boolean>>;
  /** When: a calendar date. */
  readonly declaredOn: string;
  /** By question: what the applicant chose about the kind of school. */
  readonly variantAnswers: Readonly<Record<string, string>>;
  /** Endorsements given so far: which slot, and the criteria confirmed. */
  readonly endorsements: readonly GivenEndorsement[];
}

export interface GivenEndorsement {
  readonly slot: string;
  readonly confirms: readonly string[];
  /** A calendar date. */
  readonly givenOn: string;
}

export type Outcome = 'met' | 'not-met' | 'needs-judgement';

/**
 * What was looked at, where it is from, and its calendar date: of the register's file, of the declaration, of the
 * endorsement. Worded, as is why, in `functions/findings/words.ts`.
 */
export type Evidence = { readonly date: string } & (
  | { readonly source: 'school-register'; readonly says: string }
  | { readonly source: 'inspection-data'; readonly seen: SeenInspection }
  | { readonly source: 'application'; readonly declared: boolean }
  | { readonly source: 'endorsement'; readonly slot: string; readonly confirmed: boolean }
);

/** The values that were seen, so that a decision can be explained years later. */
export type SeenInspection = Omit<Inspection, 'snapshotDate'>;

/** Why a criterion was found as it was: for applicant and decider. */
export type Explanation =
  | { readonly word: 'nothing-declared' | 'declared-met' | 'declared-not-met' }
  | { readonly word: 'all-confirmed' | 'not-confirmed' | 'endorsers-awaited' }
  | { readonly word: 'school-not-in-register' | 'no-inspection' | 'to-be-judged' }
  /** `of`: a calendar date. */
  | { readonly word: 'register-old' | 'inspection-data-old'; readonly of: string }
  /** `says`: the type or the status of the school, in the register's words. */
  | { readonly word: 'register-says'; readonly says: string }
  | { readonly word: 'inspection'; readonly told: InspectionWord };

/** What the last inspection tells about "good". */
export const INSPECTION_WORDS = [
  'report-card',
  'isi',
  'unknown-framework',
  'concern',
  'of-earlier-urn',
  'good-confirmed',
  'good',
  'less-than-good',
  'only-leadership-good',
  'no-grade',
] as const;
export type InspectionWord = (typeof INSPECTION_WORDS)[number];

/** What one kind of check found. */
export interface Checked {
  readonly outcome: Outcome;
  readonly why: Explanation;
  readonly evidence: readonly Evidence[];
}
