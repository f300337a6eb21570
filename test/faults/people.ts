import { criteriaToMark } from '../../domain/decision.ts';
import { answerInformation } from '../../functions/acts/answer-information.ts';
import * as deciding from '../../functions/acts/decide.ts';
import type { Desk } from '../../functions/acts/desk.ts';
import { checkCase } from '../../functions/acts/eligibility-facts.ts';
import { markCriteria } from '../../functions/acts/mark-criteria.ts';
import { releaseDecision } from '../../functions/acts/release-decision.ts';
import { replaceEndorser } from '../../functions/acts/replace-endorser.ts';
import { requestInformation } from '../../functions/acts/request-information.ts';
import { reviewEligibility } from '../../functions/acts/review-eligibility.ts';
import { settleMessage } from '../../functions/acts/settle-message.ts';
import { submitApplication } from '../../functions/acts/submit-application.ts';
import * as withdrawing from '../../functions/acts/withdraw.ts';
import { messageName } from '../../functions/mail/message-tags.ts';
import type { CaseFile } from '../../functions/store/case-file.ts';
import type { InformationRequestRow } from '../../functions/store/information-request-row.ts';
import { rowKeys } from '../../functions/store/keys.ts';
import { getMessage } from '../../functions/store/message-row.ts';
import { getSchool } from '../../functions/store/school-row.ts';
import type { SlotRow } from '../../functions/store/slot-row.ts';
import { endorserWith } from '../acceptance/endorser.ts';
import type { Mail } from '../acceptance/mailbox.ts';
import type { Service } from '../acceptance/service.ts';
import { ANOTHER, STAFF } from '../functions/an-application.ts';

/** What somebody has before them when they act on a case. */
export interface Hands extends Pick<Service, 'newBrowser'> {
  readonly desk: Desk;
  readonly file: CaseFile;
  /** Every mail about the case that has arrived. */
  readonly mails: readonly Mail[];
}

/** Something that a person does, and does again when it did not work. */
export type Act = (hands: Hands) => Promise<unknown>;

const referenceOf = ({ file }: Hands) => file.case.reference;

export const submit: Act = (hands) =>
  submitApplication(hands.desk, { reference: referenceOf(hands), statementsTicked: true });

export const withdraw: Act = (hands) => {
  const [reason] = hands.file.programme.withdrawalReasons;
  const by = { kind: 'applicant' } as const;
  return withdrawing.withdraw(hands.desk, { reference: referenceOf(hands), by, reason: reason?.id ?? '' });
};

/** The mail that asks for an endorsement; staff have it sent again when it is known to have gone astray. */
async function asked(hands: Hands, { slot, request }: SlotRow): Promise<Mail | undefined> {
  const owner = rowKeys.case(referenceOf(hands));
  const key = rowKeys.message(owner, 'endorsement-asked', `${slot}-${request}`, 1);
  const message = await getMessage(hands.desk.records, key);
  const mail = message && hands.mails.find((one) => one.key === messageName(message));
  if (message?.state === 'interrupted' && !mail) {
    await settleMessage(hands.desk, { key, by: STAFF, word: 'send-again' });
  }
  return mail;
}

/** At the page that the mail leads to. A page that fails is visited again another time. */
export const endorse =
  (slot: SlotRow): Act =>
  async (hands) => {
    const mail = await asked(hands, slot);
    return mail && endorserWith(hands, mail).endorse();
  };

export const declineToEndorse =
  (slot: SlotRow): Act =>
  async (hands) => {
    const mail = await asked(hands, slot);
    return mail && endorserWith(hands, mail).decline();
  };

export const replace =
  ({ reference, slot, request }: SlotRow): Act =>
  ({ desk }) => {
    const endorser = { name: 'Dana Cole', email: `dana-${reference}@endorsers.example`, role: 'vice-chair' };
    return replaceEndorser(desk, { reference, slot, request, by: { kind: 'applicant' }, endorser });
  };

export const review =
  (word: 'approve' | 'refuse'): Act =>
  (hands) => {
    const against = hands.file.eligibility?.findings.filter(({ outcome }) => outcome === 'not-met') ?? [];
    const reasons = against.map(({ criterion }) => ({ criterion, reason: 'The report was read.' }));
    return reviewEligibility(hands.desk, { reference: referenceOf(hands), by: STAFF, word, reasons });
  };

export const ask: Act = (hands) =>
  requestInformation(hands.desk, { reference: referenceOf(hands), by: STAFF, asks: 'Which year was it?' });

export const answer =
  ({ request }: InformationRequestRow): Act =>
  (hands) =>
    answerInformation(hands.desk, { reference: referenceOf(hands), request, answer: 'It was 2024.' });

export const decide =
  (outcome: 'designate' | 'decline'): Act =>
  async (hands) => {
    const { desk, file } = hands;
    const reference = referenceOf(hands);
    const school = (await getSchool(desk.records, file.case.school ?? ''))?.school;
    const toMark = criteriaToMark(checkCase(file, school, desk.at).findings);
    const marks = toMark.map((criterion) => ({ criterion, mark: 'met', reason: 'Shown.' }) as const);
    await markCriteria(desk, { reference, by: STAFF, marks });
    const [reason] = file.programme.decision.declineReasons;
    const declineReasons = outcome === 'decline' ? [reason?.id ?? ''] : [];
    await deciding.decide(desk, { reference, by: STAFF, outcome, declineReasons, words: 'Thank you.' });
  };

export const release: Act = (hands) => releaseDecision(hands.desk, { reference: referenceOf(hands), by: ANOTHER });
