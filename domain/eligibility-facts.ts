import type { School } from './school.ts';

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

/** What was looked at, where it is from and of which date. */
export interface Evidence {
  readonly source: 'school register' | 'inspection data' | 'application' | 'endorsement';
  readonly says: string;
  /** A calendar date: of the register's file, of the declaration, of the endorsement. */
  readonly date: string;
}

/** What one kind of check found; `why` is a sentence for applicant and decider. */
export interface Checked {
  readonly outcome: Outcome;
  readonly why: string;
  readonly evidence: readonly Evidence[];
}
