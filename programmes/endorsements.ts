import type { Source } from './source.ts';

/** Who vouches for an applicant, and when we ask again. */
export interface Endorsements {
  readonly slots: readonly EndorsementSlot[];
  readonly policy: EndorsementPolicy;
  readonly declineReasons: readonly EndorserDeclineReason[];
  /** In the order in which they fall due. */
  readonly chasers: readonly Chaser[];
  readonly applicantNotes: readonly ApplicantNote[];
  /** Why the policy is as it is. */
  readonly source: Source;
}

/** A place that one endorser fills; another person can take it over, the place stays. */
export interface EndorsementSlot {
  readonly id: string;
  readonly title: string;
  /** For the applicant: who can fill it. */
  readonly who: string;
  /** Closed: the endorser must hold one of these. */
  readonly roles: readonly EndorserRole[];
  /** For the endorser: what they are asked to do, in a sentence. */
  readonly asks: string;
  readonly confirms: readonly Confirmation[];
  /** What the endorser writes. */
  readonly says: readonly EndorserQuestionText[];
  /** The statement an endorser ticks before sending. */
  readonly statement: string;
  /** How long it takes a careful endorser, in minutes. */
  readonly minutes: number;
  readonly warnings: readonly EndorserWarning[];
  readonly source: Source;
}

export interface EndorserRole {
  readonly id: string;
  readonly name: string;
  /** The kind of endorser, as the policy names it. */
  readonly kind: string;
}

/** The sentence about "the applicant" that confirms a criterion. */
export interface Confirmation {
  readonly criterion: string;
  readonly statement: string;
}

export interface EndorserQuestionText {
  readonly id: string;
  readonly asks: string;
  readonly maxWords: number;
  readonly optional?: true;
}

/**
 * Something staff and applicant are warned about, never a wall.
 * `same-address`: the endorser's address is the applicant's. `school-domain`: it is at the applicant's own school.
 * `private-provider`: it is a private mail account.
 */
export type EndorserWarning = 'same-address' | 'school-domain' | 'private-provider';

/** Which kinds of endorser must have endorsed: a kind, all of some policies, or any one of some. */
export type EndorsementPolicy =
  | { readonly kind: string }
  | { readonly allOf: readonly EndorsementPolicy[] }
  | { readonly anyOf: readonly EndorsementPolicy[] };

export interface EndorserDeclineReason {
  readonly id: string;
  readonly wording: string;
}

/** An email to an endorser who has not answered: some days after we asked, or some hours before the answer is due. */
export type Chaser = { readonly id: string } & ({ readonly afterDays: number } | { readonly hoursBeforeDue: number });

/** An email to the applicant about an endorser who has not answered. */
export interface ApplicantNote {
  readonly id: string;
  readonly afterDays: number;
  /** `waiting`: we are still waiting. `replace`: think of asking somebody else. */
  readonly suggests: 'waiting' | 'replace';
}
