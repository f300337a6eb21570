import { isOpenState } from '../../domain/application.ts';
import { lastClosing, unsentStates } from '../../domain/round.ts';
import { graceEnd } from '../../domain/round-gate.ts';
import { helpdeskDue } from '../../domain/working-days.ts';
import type { Question } from '../../programmes/form.ts';
import type { Programme } from '../../programmes/programme.ts';
import { isDeletedDraft } from '../acts/delete-draft.ts';
import { answerLines } from '../apply/answer-lines.ts';
import { sayCriterion, sayNotMet } from '../findings/say-finding.ts';
import { allAnswers, programmeOf, readCaseFile } from '../store/case-file.ts';
import { getCase } from '../store/case-row.ts';
import { designationOf, getDesignation } from '../store/designation-rows.ts';
import { getEntry } from '../store/directory-entry-row.ts';
import { againstApplicant, eligibilityRow, reviewTexts } from '../store/eligibility-row.ts';
import { endorsementRequestRow, requestKey } from '../store/endorsement-rows.ts';
import { getText } from '../store/event-row.ts';
import { informationRequestRow } from '../store/information-request-row.ts';
import { rowKeys } from '../store/keys.ts';
import { getLatePass } from '../store/late-pass-row.ts';
import type { MessageRow } from '../store/message-row.ts';
import { getRecipient } from '../store/recipient-row.ts';
import type { Records } from '../store/records.ts';
import { getRound } from '../store/round-row.ts';
import { getSlot } from '../store/slot-row.ts';
import type {
  AnswersFacts,
  CaseFacts,
  DesignationFacts,
  DraftClosesEarlyFacts,
  ExtendedFacts,
  InformationFacts,
  ReasonsFacts,
  ReviewFacts,
  SlotFacts,
  SlotsFacts,
  WithdrawnFacts,
} from './facts.ts';
import { type Loaded, MailFactsMissingError, overtaken } from './loaded.ts';
import type { Contact } from './render.ts';

/** What facts are read from. */
export interface Source {
  readonly records: Records;
  readonly message: MessageRow;
  readonly publicUrl: string;
  readonly helpdesk: Contact;
  readonly now: Date;
}

/** What a mail about a case says, and the case itself. */
export async function readCase(source: Source, reference = source.message.reference) {
  const { records, message, publicUrl, now } = source;
  const [row, recipient, known] = await Promise.all([
    getCase(records, reference),
    getRecipient(records, message.recipient),
    message.round === undefined ? undefined : getRound(records, message.round),
  ]);
  const { round } = known ?? (await getRound(records, row.round));
  const facts: CaseFacts = {
    recipient,
    now,
    home: publicUrl,
    about: { reference, roundTitle: round.title },
    programme: programmeOf(row.generation),
    closes: lastClosing(round).instant,
    endorsementsDue: round.endorsementsDue.instant,
    decisionsDue: round.decisionsDue.instant,
    page: `${publicUrl}/applications/${reference}`,
    roundPage: `${publicUrl}/rounds/${round.id}`,
  };
  return { row, round, facts };
}

export async function loadCase(source: Source): Promise<Loaded<CaseFacts>> {
  return { facts: (await readCase(source)).facts };
}

/** For mails that make sense only as long as the application can still be sent. */
export async function loadDraft(source: Source): Promise<Loaded<CaseFacts>> {
  const { row, facts } = await readCase(source);
  return row.state === 'draft' && source.now < facts.closes ? { facts } : overtaken;
}

/** Not once the closing was brought forward again. */
export async function loadExtended(source: Source): Promise<Loaded<ExtendedFacts>> {
  const { row, round, facts } = await readCase(source);
  const moved = round.extended?.closesMoved;
  if (!unsentStates(round).includes(row.state) || source.now >= facts.closes || !moved) return overtaken;
  return { facts: { ...facts, reason: moved.reason, isDraft: row.state === 'draft' } };
}

/** Not once the closing was put back again, nor to whom a late pass leaves more time. */
export async function loadDraftClosesEarly(source: Source): Promise<Loaded<DraftClosesEarlyFacts>> {
  const { row, round, facts } = await readCase(source);
  if (!round.closedEarly || !unsentStates(round).includes(row.state)) return overtaken;
  const { closes } = facts;
  const pass = await getLatePass(source.records, round.id, row.person);
  if (pass && pass > closes && pass > source.now) return overtaken;
  const isClosed = source.now >= closes;
  const early = { isClosed, isDraft: row.state === 'draft', reason: round.closedEarly.reason };
  return { facts: { ...facts, ...early, graceUntil: graceEnd(closes) } };
}

/** Only as long as they can still go on with it. */
export async function loadReopened(source: Source): Promise<Loaded<CaseFacts>> {
  const { row, facts } = await readCase(source);
  const canBeSent = row.state === 'not-submitted' || row.state === 'draft';
  return canBeSent && source.now < facts.closes ? { facts } : overtaken;
}

/** With a copy of what its holder wrote, but for what has to be declared anew each time. */
export async function loadNotSubmitted(source: Source): Promise<Loaded<AnswersFacts>> {
  const { row, facts } = await readCase(source);
  if (row.state !== 'not-submitted') return overtaken;
  return { facts: { ...facts, answers: await readAnswers(source, ({ kind }) => !DECLARED.includes(kind)) } };
}

/** With a copy of all that was sent. */
export async function loadReceived(source: Source): Promise<Loaded<AnswersFacts>> {
  const { facts } = await readCase(source);
  return { facts: { ...facts, answers: await readAnswers(source, () => true) } };
}

async function readAnswers({ records, message }: Source, isTold: (question: Question) => boolean) {
  const file = await readCaseFile(records, message.reference);
  const { sections } = file.programme.form;
  const told = sections.flatMap(({ pages }) => pages.flatMap(({ questions }) => questions.filter(isTold)));
  const kept = Object.entries(allAnswers(file)).filter(([id]) => told.some((question) => question.id === id));
  const read = await answerLines(records, { file, answers: Object.fromEntries(kept), sections, missing: [] });
  const answers = read.map(({ title, lines }) => ({ title, lines: lines.filter(({ says }) => says.length > 0) }));
  return answers.filter(({ lines }) => lines.length > 0);
}

const DECLARED: readonly Question['kind'][] = ['declaration', 'consent'];

export async function loadReview(source: Source): Promise<Loaded<ReviewFacts>> {
  const { facts } = await readCase(source);
  const { programme } = facts;
  const eligibility = await source.records.get(rowKeys.eligibility(source.message.reference), eligibilityRow);
  const found = againstApplicant(eligibility).flatMap((finding) => sayNotMet(programme, finding));
  const reviewBy = helpdeskDue(new Date(source.message.owedAt), programme.timing.reviewWorkingDays);
  return { facts: { ...facts, reviewBy, found } };
}

export async function loadWithdrawn(source: Source): Promise<Loaded<WithdrawnFacts>> {
  const { row, facts } = await readCase(source);
  return { facts: { ...facts, isDeletedDraft: isDeletedDraft(row) } };
}

export async function loadSlots(source: Source): Promise<Loaded<SlotsFacts>> {
  const { facts } = await readCase(source);
  const slots = await Promise.all(
    facts.programme.endorsements.slots.map(({ id, title }) => readSlot(source, facts.about.reference, id, title)),
  );
  return { facts: { ...facts, slots: slots.flat() } };
}

async function readSlot({ records }: Source, reference: string, id: string, title: string): Promise<SlotFacts[]> {
  const slot = await getSlot(records, reference, id);
  const request = slot && (await records.get(requestKey(reference, id, slot.request), endorsementRequestRow));
  if (!slot || !request) return [];
  return [{ title, endorser: request.name, dueAt: new Date(slot.dueAt), given: slot.state === 'given' }];
}

/** Why a case ended: its reasons are ids of criteria or of the programme's list. */
export async function loadReasons(source: Source): Promise<Loaded<ReasonsFacts>> {
  const { row, facts } = await readCase(source);
  const reasons = (row.ended?.reasons ?? []).flatMap((id) => reasonWording(facts.programme, id));
  const texts = [row.ended?.text, ...(await refusalTexts(source))].filter((id) => id !== undefined);
  const words = await Promise.all(texts.map((id) => readText(source, id)));
  return { facts: { ...facts, reasons, words: words.join('\n\n') } };
}

/** What staff wrote when they found somebody ineligible: a text for each criterion. */
async function refusalTexts({ records, message }: Source): Promise<string[]> {
  if (message.template !== 'ineligible') return [];
  const eligibility = await records.get(rowKeys.eligibility(message.reference), eligibilityRow);
  return reviewTexts(eligibility);
}

function reasonWording(programme: Programme, id: string): string[] {
  const reason = programme.decision.declineReasons.find((one) => one.id === id);
  return reason ? [reason.wording] : sayCriterion(programme, id);
}

export async function loadInformation(source: Source): Promise<Loaded<InformationFacts>> {
  const { records, message } = source;
  const { row, facts } = await readCase(source);
  const asked = message.about && (await records.get(message.about, informationRequestRow));
  if (!asked) throw new MailFactsMissingError('the information request');
  const answered = asked.state === 'answered' || asked.state === 'cancelled' || !isOpenState(row.state);
  if (answered && message.template !== 'information-received') return overtaken;
  const answerPage = `${facts.page}/questions-to-you/${asked.request}`;
  return { facts: { ...facts, answerPage, asks: await readText(source, asked.asks), dueAt: new Date(asked.dueAt) } };
}

export async function loadDesignation(source: Source): Promise<Loaded<DesignationFacts>> {
  const { row, facts } = await readCase(source);
  const number = await designationOf(source.records, row.person, row.programme);
  const designation = number && (await getDesignation(source.records, number));
  if (!designation) throw new MailFactsMissingError('the designation');
  const entry = await getEntry(source.records, number);
  const { startsOn, endsOn, reviewOn, conditions } = designation;
  return { facts: { ...facts, number, startsOn, endsOn, reviewOn, conditions, listed: entry !== undefined } };
}

/** A text that was erased says nothing. */
async function readText({ records, message }: Source, id: string): Promise<string> {
  return (await getText(records, message.reference, id)) ?? '';
}
