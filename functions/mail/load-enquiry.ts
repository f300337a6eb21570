import { ENQUIRY_DAYS, enquiryRow } from '../store/enquiry-row.ts';
import { getRecipient } from '../store/recipient-row.ts';
import type { EnquiryFacts } from './facts.ts';
import type { Source } from './load-case.ts';
import { type Loaded, overtaken } from './loaded.ts';

const DAY = 24 * 60 * 60_000;

async function readEnquiry({ records, message, publicUrl, now, helpdesk }: Source) {
  const row = message.about && (await records.get(message.about, enquiryRow));
  if (!row) return undefined;
  const toBody = message.template === 'enquiry-to-body' || message.template === 'enquiry-reminder-to-body';
  const recipient = toBody ? { name: '', email: helpdesk.email } : await getRecipient(records, message.recipient);
  const facts: EnquiryFacts = {
    recipient,
    now,
    home: publicUrl,
    enquiry: row,
    sentAt: new Date(row.sentAt),
    answerBy: new Date(Date.parse(row.sentAt) + ENQUIRY_DAYS.answer * DAY),
    entryPage: `${publicUrl}/directory/${row.number}`,
    ownPage: `${publicUrl}/designations/${row.number}`,
    isToSender: message.template === 'enquiry-copy' || message.template === 'enquiry-follow-up',
  };
  return { row, facts };
}

/** The row goes by itself when its time is over: then there is nothing to tell. */
export async function loadEnquiry(source: Source): Promise<Loaded<EnquiryFacts>> {
  const read = await readEnquiry(source);
  if (!read) return overtaken;
  const { facts } = read;
  // whoever answers, answers the school, which agreed to that
  return { facts: facts.isToSender ? facts : { ...facts, replyTo: read.row.email } };
}

/** With the link to say whether an answer came. */
export async function loadFollowUp(source: Source): Promise<Loaded<EnquiryFacts>> {
  const read = await readEnquiry(source);
  if (read?.row.state !== 'asked') return overtaken;
  const { number, enquiry } = read.row;
  return { facts: read.facts, targets: [{ leadsTo: 'enquiry', number, enquiry }] };
}
