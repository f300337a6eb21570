/**
 * What an applicant is asked: sections (rows of the task list), pages (one address each) and questions. A page shows the
 * questions that apply to the applicant's school; one without any is passed over.
 */
export interface ApplicationForm {
  readonly sections: readonly FormSection[];
  /** What the applicant ticks when sending. */
  readonly statements: readonly string[];
}

export interface FormSection {
  readonly id: string;
  readonly title: string;
  readonly pages: readonly [FormPage, ...FormPage[]];
}

export interface FormPage {
  /** The last part of the page's address. */
  readonly id: string;
  readonly title: string;
  readonly questions: readonly [Question, ...Question[]];
}

interface AnyQuestion {
  /** Unique in the form; the key of the answer. */
  readonly id: string;
  /** The label or legend. */
  readonly asks: string;
  readonly hint?: string;
  /** Criteria that the answer speaks to; the question is asked when it has none or one of them applies. */
  readonly criteria?: readonly string[];
  /** Default: an answer is required before sending. */
  readonly optional?: true;
}

export interface Choice {
  readonly id: string;
  readonly name: string;
}

/** The person's full name: as it is written in letters and, with consent, in the directory. */
export interface NameQuestion extends AnyQuestion {
  readonly kind: 'name';
}

export interface LineQuestion extends AnyQuestion {
  readonly kind: 'line';
  readonly maxCharacters: number;
  readonly type?: 'text' | 'telephone';
}

export interface TextQuestion extends AnyQuestion {
  readonly kind: 'text';
  readonly maxWords: number;
}

/** The applicant's own school, found in the register; the answer is a URN. */
export interface SchoolQuestion extends AnyQuestion {
  readonly kind: 'school';
}

/** Asked only when a school variant names it and the register does not settle the matter. */
export interface VariantQuestion extends AnyQuestion {
  readonly kind: 'variant';
  readonly choices: readonly Choice[];
}

/** Answered yes or no. "No" means that the criterion is not met: the only thing that makes anyone ineligible by itself. */
export interface DeclarationQuestion extends AnyQuestion {
  readonly kind: 'declaration';
  readonly criteria: readonly [string];
  /** What a "yes" says: shown with the answers before they are sent, and in every copy of them. */
  readonly statement: string;
}

/** Add-another list: name, URN, from, to, the applicant's role, and the impact in words. */
export interface SupportedSchoolsQuestion extends AnyQuestion {
  readonly kind: 'supported-schools';
  readonly atLeast: number;
  readonly atMost: number;
  readonly roles: readonly Choice[];
  readonly impactMaxWords: number;
}

/** Name, email address and role of the person who is asked for the endorsement of a slot. */
export interface EndorserQuestion extends AnyQuestion {
  readonly kind: 'endorser';
  readonly slot: string;
}

/** Boxes from the programme's specialisms; the answers appear in the directory. */
export interface SpecialismsQuestion extends AnyQuestion {
  readonly kind: 'specialisms';
  readonly atLeast: number;
  readonly atMost: number;
}

/** What the directory says about the person. */
export interface ProfileQuestion extends AnyQuestion {
  readonly kind: 'profile';
  readonly maxWords: number;
}

/** May the person be listed in the public directory? Yes or no; no never counts against anyone. */
export interface ConsentQuestion extends AnyQuestion {
  readonly kind: 'consent';
  readonly statement: string;
}

export type Question =
  | NameQuestion
  | LineQuestion
  | TextQuestion
  | SchoolQuestion
  | VariantQuestion
  | DeclarationQuestion
  | SupportedSchoolsQuestion
  | EndorserQuestion
  | SpecialismsQuestion
  | ProfileQuestion
  | ConsentQuestion;

export type QuestionKind = Question['kind'];
