import { getRecipient } from '../store/recipient-row.ts';
import type { FactsOf, MailFacts, SignInFacts } from './facts.ts';
import {
  loadCase,
  loadDesignation,
  loadDraft,
  loadDraftClosesEarly,
  loadExtended,
  loadInformation,
  loadNotSubmitted,
  loadReasons,
  loadReceived,
  loadReopened,
  loadReview,
  loadSlots,
  loadWithdrawn,
  type Source,
} from './load-case.ts';
import { loadEnded, loadEntry, loadHeld, loadQuestioned } from './load-designation.ts';
import { loadEnquiry, loadFollowUp } from './load-enquiry.ts';
import { loadDeclined, loadDigest, loadFillableRequest, loadLiveRequest, loadRequest } from './load-request.ts';
import { loadInterest, loadLatePass, loadReport, loadRoundClosesEarly, loadRoundOpened } from './load-round.ts';
import { type Loaded, overtaken } from './loaded.ts';
import type { TemplateId } from './template-ids.ts';

type Loader<Facts> = (source: Source) => Promise<Loaded<Facts>>;

/** From which rows each mail's facts are read, at the moment of sending. */
export const LOADERS: { readonly [Id in TemplateId]: Loader<FactsOf[Id]> } = {
  'sign-in': loadSignIn,
  'address-changed': loadPerson,
  'interest-confirm': loadInterest,
  'round-opened': loadRoundOpened,
  'round-extended': loadExtended,
  'round-closes-early': loadDraftClosesEarly,
  'round-closes-early-list': loadRoundClosesEarly,
  'round-reopened': loadReopened,
  'round-cancelled': loadCase,
  'late-pass': loadLatePass,
  'round-report': loadReport,
  'draft-started': loadCase,
  'draft-reminder': loadDraft,
  'draft-not-submitted': loadNotSubmitted,
  'application-received': loadReceived,
  'eligibility-review': loadReview,
  ineligible: loadReasons,
  eligible: loadSlots,
  'information-needed': loadInformation,
  'information-received': loadInformation,
  'information-overdue': loadInformation,
  'endorsement-asked': loadLiveRequest,
  'endorsement-reminder': loadLiveRequest,
  'endorsement-chaser': loadLiveRequest,
  'endorsement-last-call': loadLiveRequest,
  'endorsement-digest': loadDigest,
  'endorsement-extended': loadLiveRequest,
  'endorsement-thanks': loadRequest,
  'endorsement-decline-noted': loadRequest,
  'endorsement-cancelled': loadRequest,
  'endorser-answered': loadRequest,
  'endorser-declined': loadDeclined,
  'endorser-waiting': loadFillableRequest,
  'endorser-replace': loadFillableRequest,
  'endorser-bounced': loadFillableRequest,
  'endorsements-complete': loadCase,
  'not-endorsed': loadSlots,
  withdrawn: loadWithdrawn,
  declined: loadReasons,
  designated: loadDesignation,
  'decision-reversed': loadReasons,
  'directory-confirm': loadEntry,
  'designation-review-due': loadHeld,
  'designation-questioned': loadQuestioned,
  'designation-reviewed': loadHeld,
  'designation-ended': loadEnded,
  enquiry: loadEnquiry,
  'enquiry-to-body': loadEnquiry,
  'enquiry-copy': loadEnquiry,
  'enquiry-follow-up': loadFollowUp,
  'enquiry-reminder': loadEnquiry,
  'enquiry-reminder-to-body': loadEnquiry,
};

async function loadPerson({ records, message, publicUrl, now }: Source): Promise<Loaded<MailFacts>> {
  return { facts: { recipient: await getRecipient(records, message.recipient), home: publicUrl, now } };
}

/** Long enough for slow mail, short enough for a mailbox that somebody else can open later. */
const SIGN_IN_MS = 60 * 60_000;

async function loadSignIn(source: Source): Promise<Loaded<SignInFacts>> {
  const { message, now } = source;
  const until = new Date(Date.parse(message.owedAt) + SIGN_IN_MS);
  if (now >= until) return overtaken;
  const loaded = await loadPerson(source);
  if (loaded === 'overtaken') return overtaken;
  const address = message.recipient.pk.replace('EMAIL#', '');
  return {
    facts: { ...loaded.facts, until },
    targets: [{ leadsTo: 'sign-in', address, until: until.toISOString() }],
  };
}
