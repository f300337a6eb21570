import type { EndReason } from '../../domain/designation.ts';
import type { EndorsementSlot } from '../../programmes/endorsements.ts';
import type { Programme } from '../../programmes/programme.ts';
import type { ReportView } from '../figures/report-view.ts';
import type { EnquiryRow } from '../store/enquiry-row.ts';
import type { Recipient } from '../store/recipient-row.ts';
import type { About } from './render.ts';
import type { TemplateId } from './template-ids.ts';

/** What every mail may say. Personal data reaches a mail only here, at the moment of sending. */
export interface MailFacts {
  /** Present in mails about one case. */
  readonly about?: About;
  readonly recipient: Recipient;
  readonly now: Date;
  /** The service's first page. */
  readonly home: string;
  /** Who gets answers to the mail; absent: the helpdesk. */
  readonly replyTo?: string;
}

export interface CaseFacts extends MailFacts {
  readonly about: About;
  readonly programme: Programme;
  readonly closes: Date;
  readonly endorsementsDue: Date;
  readonly decisionsDue: Date;
  /** The application's own page: whoever opens it signs in first. */
  readonly page: string;
  readonly roundPage: string;
}

/** With a copy of what the applicant wrote. */
export interface AnswersFacts extends CaseFacts {
  readonly answers: readonly {
    readonly title: string;
    readonly lines: readonly { readonly asks: string; readonly says: readonly string[] }[];
  }[];
}

/** A place for an endorsement, and who is asked to fill it. */
export interface SlotFacts {
  readonly title: string;
  readonly endorser: string;
  readonly dueAt: Date;
  readonly given: boolean;
}

export interface SlotsFacts extends CaseFacts {
  readonly slots: readonly SlotFacts[];
}

export interface RequestFacts extends CaseFacts {
  readonly applicant: string;
  readonly endorser: string;
  /** Where the applicant corrects an address or names somebody else. */
  readonly endorserPage: string;
  readonly slot: EndorsementSlot;
  readonly dueAt: Date;
}

export interface DeclinedFacts extends RequestFacts {
  /** Whom an endorser named who is not the right person; empty when they named nobody. */
  readonly pointsTo: string | undefined;
}

export interface InformationFacts extends CaseFacts {
  /** What staff ask, in their words. */
  readonly asks: string;
  readonly answerPage: string;
  readonly dueAt: Date;
}

export interface ReasonsFacts extends CaseFacts {
  /** Each a sentence of the programme, or the completion of "you must". */
  readonly reasons: readonly string[];
  /** What staff wrote to the applicant, if anything. */
  readonly words: string;
}

export interface ReviewFacts extends CaseFacts {
  readonly reviewBy: Date | 'unknown';
  /** What the register says against them, by the criterion and what stands there. */
  readonly found: readonly string[];
}

export interface WithdrawnFacts extends CaseFacts {
  /** It was a draft, and its applicant has deleted it. */
  readonly isDeletedDraft: boolean;
}

export interface DesignationFacts extends CaseFacts {
  readonly number: string;
  /** Calendar dates. */
  readonly startsOn: string;
  readonly endsOn: string;
  readonly reviewOn: string;
  readonly conditions: readonly string[];
  /** Whether the person is in the public directory, which only those are who agreed to it. */
  readonly listed: boolean;
}

/** Of mails while somebody is designated. */
export interface HeldFacts extends MailFacts {
  readonly programme: Programme;
  readonly number: string;
  /** Calendar dates. */
  readonly endsOn: string;
  readonly reviewOn: string;
  /** The designation's own page: whoever opens it signs in first. */
  readonly page: string;
}

export interface QuestionedFacts extends HeldFacts {
  /** The ground, in the programme's words. */
  readonly ground: string;
  /** What staff wrote to the person. */
  readonly words: string;
}

export interface EndedFacts extends HeldFacts {
  readonly reason: EndReason;
  /** What staff wrote to the person, if anything. */
  readonly words: string;
}

export interface SignInFacts extends MailFacts {
  readonly until: Date;
}

export interface DigestFacts extends MailFacts {
  readonly requests: readonly RequestFacts[];
}

/** Of an address on the list of a programme. */
export interface InterestFacts extends MailFacts {
  readonly programme: Programme;
  /** On the list already: the link takes it off. */
  readonly isConfirmed: boolean;
  /** Until when the link confirms. */
  readonly until: Date;
}

export interface RoundFacts extends MailFacts {
  readonly programme: Programme;
  readonly title: string;
  readonly closes: Date;
  /** The round's page. */
  readonly page: string;
}

export interface RoundOpenedFacts extends RoundFacts {
  /** It had closed before. */
  readonly isAgain: boolean;
}

/** Its end was put back. */
export interface ExtendedFacts extends CaseFacts {
  readonly reason: string;
  /** If not, it was closed before, and they may go on with it in this second opening. */
  readonly isDraft: boolean;
}

/** Its end was brought forward: it lies ahead, or the round is closed. */
interface ClosesEarly {
  readonly isClosed: boolean;
  readonly reason: string;
}

export interface DraftClosesEarlyFacts extends CaseFacts, ClosesEarly {
  /** If not, it was closed before, and they may go on with it in this second opening. */
  readonly isDraft: boolean;
  /** Until when whoever had just saved may still send. */
  readonly graceUntil: Date;
}

export interface RoundClosesEarlyFacts extends RoundFacts, ClosesEarly {}

export interface LatePassFacts extends RoundFacts {
  readonly until: Date;
}

export interface RoundReportFacts extends RoundFacts {
  readonly report: ReportView;
}

/** A message that a school sent by the form of somebody's entry. */
export interface EnquiryFacts extends MailFacts {
  readonly enquiry: EnquiryRow;
  readonly sentAt: Date;
  readonly answerBy: Date;
  readonly entryPage: string;
  /** Where the designated person changes it, signed in. */
  readonly ownPage: string;
  readonly isToSender: boolean;
}

/** What each template is told. */
export interface FactsOf extends Record<TemplateId, MailFacts> {
  'sign-in': SignInFacts;
  'address-changed': MailFacts;
  'interest-confirm': InterestFacts;
  'round-opened': RoundOpenedFacts;
  'round-extended': ExtendedFacts;
  'round-closes-early': DraftClosesEarlyFacts;
  'round-closes-early-list': RoundClosesEarlyFacts;
  'round-reopened': CaseFacts;
  'round-cancelled': CaseFacts;
  'late-pass': LatePassFacts;
  'round-report': RoundReportFacts;
  'draft-started': CaseFacts;
  'draft-reminder': CaseFacts;
  'draft-not-submitted': AnswersFacts;
  'application-received': AnswersFacts;
  'eligibility-review': ReviewFacts;
  ineligible: ReasonsFacts;
  eligible: SlotsFacts;
  'information-needed': InformationFacts;
  'information-received': InformationFacts;
  'information-overdue': InformationFacts;
  'endorsement-asked': RequestFacts;
  'endorsement-reminder': RequestFacts;
  'endorsement-chaser': RequestFacts;
  'endorsement-last-call': RequestFacts;
  'endorsement-digest': DigestFacts;
  'endorsement-extended': RequestFacts;
  'endorsement-thanks': RequestFacts;
  'endorsement-decline-noted': RequestFacts;
  'endorsement-cancelled': RequestFacts;
  'endorser-answered': RequestFacts;
  'endorser-declined': DeclinedFacts;
  'endorser-waiting': RequestFacts;
  'endorser-replace': RequestFacts;
  'endorser-bounced': RequestFacts;
  'endorsements-complete': CaseFacts;
  'not-endorsed': SlotsFacts;
  withdrawn: WithdrawnFacts;
  declined: ReasonsFacts;
  designated: DesignationFacts;
  'decision-reversed': ReasonsFacts;
  'directory-confirm': HeldFacts;
  'designation-review-due': HeldFacts;
  'designation-questioned': QuestionedFacts;
  'designation-reviewed': HeldFacts;
  'designation-ended': EndedFacts;
  enquiry: EnquiryFacts;
  'enquiry-to-body': EnquiryFacts;
  'enquiry-copy': EnquiryFacts;
  'enquiry-follow-up': EnquiryFacts;
  'enquiry-reminder': EnquiryFacts;
  'enquiry-reminder-to-body': EnquiryFacts;
}
