/** Who gets a mail: the person, the endorser of one request, whoever holds an address, or the staff's own mailbox. */
export type Audience = 'applicant' | 'endorser' | 'address' | 'helpdesk';

/**
 * The row that a mail tells of. Its key is the message's `about`; where that is absent, a mail about an endorsement
 * request is about the row that its recipient is, and any other about the row that owes it.
 */
export type Matter =
  | 'case'
  | 'designation'
  | 'endorsement-request'
  | 'information-request'
  | 'person'
  | 'digest'
  | 'interest'
  | 'enquiry'
  | 'round';

export interface MailUse {
  readonly to: Audience;
  readonly about: Matter;
  /** When it is owed. */
  readonly when: string;
}

/**
 * Every mail of the service: who gets it, what it is about, and when it is owed. The words are in `english/`.
 * What makes two messages of one template differ is their `subject`: letters, digits and `-` only, such as a slot, or
 * `<slot>-<request>-<occurrence of the chaser>`.
 */
export const MAIL_USES = {
  // --- the applicant's account and draft ----------------------------------------------------------------------------
  'sign-in': { to: 'address', about: 'person', when: 'somebody asks for a link to sign in with' },
  'address-changed': { to: 'address', about: 'person', when: 'another address was put in place of the recipient’s' },
  'draft-started': { to: 'applicant', about: 'case', when: 'an application was begun' },
  'draft-reminder': { to: 'applicant', about: 'case', when: 'the round closes soon and the application is not sent' },
  'draft-not-submitted': { to: 'applicant', about: 'case', when: 'the round closed before the application was sent' },

  // --- rounds -------------------------------------------------------------------------------------------------------
  'interest-confirm': { to: 'address', about: 'interest', when: 'somebody asks to hear of the next round' },
  'round-opened': { to: 'address', about: 'round', when: 'a round opens of which they asked to hear' },
  'round-extended': {
    to: 'applicant',
    about: 'case',
    when: 'the closing was put back and the application is not sent',
  },
  'round-closes-early': {
    to: 'applicant',
    about: 'case',
    when: 'the closing was brought forward and the application is not sent',
  },
  'round-closes-early-list': {
    to: 'address',
    about: 'round',
    when: 'the closing was brought forward of a round of which they heard when it opened',
  },
  'round-reopened': { to: 'applicant', about: 'case', when: 'the round opens once more and the draft was not sent' },
  'round-cancelled': { to: 'applicant', about: 'case', when: 'the round was cancelled, and the application with it' },
  'late-pass': { to: 'applicant', about: 'round', when: 'somebody may send an application after the end' },
  'round-report': { to: 'helpdesk', about: 'round', when: 'a round is completed' },

  // --- from submission to endorsements ------------------------------------------------------------------------------
  'application-received': { to: 'applicant', about: 'case', when: 'the application was submitted' },
  'eligibility-review': { to: 'applicant', about: 'case', when: 'the check sent the application to the helpdesk' },
  ineligible: { to: 'applicant', about: 'case', when: 'the check or the helpdesk found it ineligible' },
  eligible: { to: 'applicant', about: 'case', when: 'the endorsers were asked' },
  'information-needed': { to: 'applicant', about: 'information-request', when: 'staff ask the applicant something' },
  'information-received': { to: 'applicant', about: 'information-request', when: 'the applicant has answered' },
  'information-overdue': { to: 'applicant', about: 'information-request', when: 'its due date passed unanswered' },

  // --- to the endorser ----------------------------------------------------------------------------------------------
  'endorsement-asked': { to: 'endorser', about: 'endorsement-request', when: 'the endorser is asked, or asked anew' },
  'endorsement-reminder': { to: 'endorser', about: 'endorsement-request', when: 'the applicant asks to remind them' },
  'endorsement-chaser': { to: 'endorser', about: 'endorsement-request', when: 'a chaser some days after asking' },
  'endorsement-last-call': { to: 'endorser', about: 'endorsement-request', when: 'the chaser before the due date' },
  'endorsement-digest': { to: 'address', about: 'digest', when: 'requests were held because there were so many' },
  'endorsement-extended': { to: 'endorser', about: 'endorsement-request', when: 'the due date was put back' },
  'endorsement-thanks': { to: 'endorser', about: 'endorsement-request', when: 'the endorser endorsed' },
  'endorsement-decline-noted': { to: 'endorser', about: 'endorsement-request', when: 'the endorser declined' },
  'endorsement-cancelled': { to: 'endorser', about: 'endorsement-request', when: 'it is no longer needed' },

  // --- to the applicant about an endorser ---------------------------------------------------------------------------
  'endorser-answered': { to: 'applicant', about: 'endorsement-request', when: 'an endorser endorsed, not the last' },
  'endorser-declined': { to: 'applicant', about: 'endorsement-request', when: 'the endorser declined' },
  'endorser-waiting': { to: 'applicant', about: 'endorsement-request', when: 'a note that suggests waiting' },
  'endorser-replace': { to: 'applicant', about: 'endorsement-request', when: 'a note that suggests somebody else' },
  'endorser-bounced': { to: 'applicant', about: 'endorsement-request', when: 'the endorser’s address does not work' },

  // --- how it ends --------------------------------------------------------------------------------------------------
  'endorsements-complete': { to: 'applicant', about: 'case', when: 'all endorsements are given' },
  'not-endorsed': { to: 'applicant', about: 'case', when: 'it ended without the endorsements' },
  withdrawn: { to: 'applicant', about: 'case', when: 'the application was withdrawn' },
  declined: { to: 'applicant', about: 'case', when: 'the decision to decline is released' },
  designated: { to: 'applicant', about: 'case', when: 'the designation was made' },
  'decision-reversed': { to: 'applicant', about: 'case', when: 'a designation was reversed into a decline' },

  // --- while somebody is designated ---------------------------------------------------------------------------------
  'directory-confirm': { to: 'applicant', about: 'designation', when: 'a year after they last confirmed their entry' },
  'designation-review-due': { to: 'applicant', about: 'designation', when: 'the day of a regular review has come' },
  'designation-questioned': { to: 'applicant', about: 'designation', when: 'staff review it on one of the grounds' },
  'designation-reviewed': { to: 'applicant', about: 'designation', when: 'a review found that it stands' },
  'designation-ended': { to: 'applicant', about: 'designation', when: 'it ended, but for a reversed decision' },

  // --- messages of schools to people in the directory ---------------------------------------------------------------
  enquiry: { to: 'address', about: 'enquiry', when: 'a school writes to a designated person' },
  'enquiry-to-body': { to: 'helpdesk', about: 'enquiry', when: 'a school writes to the body that designated somebody' },
  'enquiry-copy': { to: 'address', about: 'enquiry', when: 'a school has written: to the school' },
  'enquiry-follow-up': { to: 'address', about: 'enquiry', when: 'an answer should have come: to the school' },
  'enquiry-reminder': { to: 'address', about: 'enquiry', when: 'the school says that no answer came' },
  'enquiry-reminder-to-body': { to: 'helpdesk', about: 'enquiry', when: 'the same of a message to a designating body' },
} as const satisfies Readonly<Record<string, MailUse>>;

export type TemplateId = keyof typeof MAIL_USES;
export const TEMPLATE_IDS = Object.keys(MAIL_USES) as [TemplateId, ...TemplateId[]];
