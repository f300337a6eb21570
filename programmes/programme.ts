import type { Criterion } from './criterion.ts';
import type { Endorsements } from './endorsements.ts';
import type { ApplicationForm } from './form.ts';
import type { SchoolVariant } from './school-variant.ts';
import type { Source } from './source.ts';

/**
 * A kind of designation: what it asks and promises, as data. Everything that a page, an email or a workflow says about a
 * programme comes from here; nothing else in the service knows a programme by name. `checkProgramme` proves a file
 * complete and consistent.
 */
export interface Programme {
  /** Short and lasting, such as `lle`; the same in every generation. */
  readonly id: string;
  /** One set of rules, such as `LLE-2014`. A round pins one, so a file that a round has used is never changed in meaning. */
  readonly generation: string;
  /** First part of references and designation numbers: 2 to 6 capitals. */
  readonly prefix: string;
  readonly words: ProgrammeWords;
  /** Who designates: the national body, or each teaching school (or hub) for its own rounds. */
  readonly designatedBy: 'national' | 'teaching-school';
  readonly variants: readonly SchoolVariant[];
  readonly criteria: readonly Criterion[];
  /** What leads in to the criteria of each kind: "you must", "your current school must". */
  readonly leadIns: Readonly<Record<Criterion['about'], string>>;
  /** Register data older than this many days is shown to the decider and settles nothing. */
  readonly registerStaleAfterDays: number;
  readonly form: ApplicationForm;
  readonly specialisms: readonly SpecialismGroup[];
  readonly endorsements: Endorsements;
  readonly decision: DecisionRule;
  readonly withdrawalReasons: readonly { readonly id: string; readonly wording: string }[];
  readonly designation: DesignationTerms;
  readonly directory: DirectoryRule;
  readonly timing: Timing;
}

export interface ProgrammeWords {
  /** In full, such as `local leaders of education`. */
  readonly name: string;
  readonly abbreviation: string;
  /** One designated person, with article: `a local leader of education`. */
  readonly aHolder: string;
  /** One or two sentences for the start page. */
  readonly summary: string;
  readonly whoCanApply: string;
  readonly whatTheyDo: readonly string[];
  readonly timeCommitment: readonly string[];
  readonly costs: readonly string[];
  /** What to have at hand before starting. */
  readonly needed: readonly string[];
  readonly source: Source;
}

export interface SpecialismGroup {
  readonly id: string;
  readonly name: string;
  /** Keyed by group and id: the same name may stand in two groups. */
  readonly specialisms: readonly { readonly id: string; readonly name: string }[];
}

export interface DecisionRule {
  /** Every criterion that is not settled otherwise must be marked, and none may be marked "not met". */
  readonly designateWhen: 'every-criterion-met';
  /** Criteria for which a decider may accept exceptional circumstances instead, with a reason. */
  readonly exceptions: readonly string[];
  readonly declineReasons: readonly DeclineReason[];
  /** For a declined applicant: what they can do now. */
  readonly afterDecline: readonly string[];
  readonly source: Source;
}

export interface DeclineReason {
  readonly id: string;
  /** For the letter. */
  readonly wording: string;
  /** Criteria that it speaks of; empty for a reason that stands for any. */
  readonly criteria: readonly string[];
}

export interface DesignationTerms {
  readonly years: number;
  /** What the person agrees to while designated. */
  readonly conditions: readonly string[];
  /** The first review falls this many months after the start, and again after each. */
  readonly reviewEveryMonths: number;
  /** A person who moves to another school keeps the designation until a review this many months after the move. */
  readonly reviewAfterMoveMonths: number;
  /** The only grounds for a review of whether somebody stays designated. */
  readonly reviewGrounds: readonly { readonly id: string; readonly wording: string }[];
  readonly source: Source;
}

export interface DirectoryRule {
  /** `person`: a form that relays to the person. `designating-body`: to the body that designated them. */
  readonly contactRoute: 'person' | 'designating-body';
  readonly explanation: string;
  readonly source: Source;
}

/** Deadlines and reminders. A round's own dates rule; the days here are what a new round is offered and what is refused. */
export interface Timing {
  /** Days, from one moment of a round to the next: offered, and the least allowed. */
  readonly open: Window;
  readonly endorsementsAfterClosing: Window;
  readonly decisionsAfterEndorsements: Window;
  /** Wall-clock time in London at which a round opens and closes unless its manager says otherwise. */
  readonly opensAt: string;
  readonly closesAt: string;
  /** Emails to people with an unfinished draft, before the round closes. */
  readonly draftReminders: readonly DraftReminder[];
  /** Working days that the helpdesk gives itself for an eligibility review. */
  readonly reviewWorkingDays: number;
  /** Days an applicant has to answer when asked for more information. */
  readonly informationDays: number;
}

export interface Window {
  readonly offeredDays: number;
  readonly leastDays: number;
}

export type DraftReminder = { readonly id: string } & (
  | { readonly daysBefore: number }
  /** On the closing day, at this wall-clock time in London. */
  | { readonly closingDayAt: string }
);
