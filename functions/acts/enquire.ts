import { randomUUID } from 'node:crypto';
import type { DirectoryEntry } from '../../domain/directory-entry.ts';
import { plainAddress } from '../../domain/endorser-warnings.ts';
import type { TemplateId } from '../mail/template-ids.ts';
import { getDesignation } from '../store/designation-rows.ts';
import {
  EnquiryMovedOnError,
  type EnquiryRow,
  enquiryKey,
  enquiryRow,
  getEnquiry,
  moveEnquiry,
  putEnquiry,
} from '../store/enquiry-row.ts';
import { type Key, rowKeys } from '../store/keys.ts';
import { oweMessage } from '../store/message-row.ts';
import { countAgainst } from '../store/rate-limit-row.ts';
import type { Records, Write } from '../store/records.ts';

/** A school writes to several people at most; a whole school shares one address of the network. */
const LIMITS = {
  address: { what: 'enquiry-address', times: 5, minutes: 24 * 60 },
  visitor: { what: 'enquiry-visitor', times: 20, minutes: 60 },
  entry: { what: 'enquiry-entry', times: 20, minutes: 24 * 60 },
} as const;

/** Too many messages from this address or network, or to this person. */
export class TooManyEnquiriesError extends Error {
  override readonly name = 'TooManyEnquiriesError';
}

/** Nobody holds the designation that the message was about any more. */
export class NotListedError extends Error {
  override readonly name = 'NotListedError';
}

interface At {
  readonly records: Records;
  readonly at: Date;
}

export type Asked = Pick<EnquiryRow, 'name' | 'email' | 'school' | 'message'>;

/**
 * Relays a message: to the person, or to the designating body by the helpdesk; and a copy to the sender.
 *
 * @param ip the sender's, for the limit only
 * @throws TooManyEnquiriesError, NotListedError
 */
export async function enquire({ records, at }: At, entry: DirectoryEntry, asked: Asked, ip: string): Promise<void> {
  const { number, programme, name: to, contact: route } = entry;
  const designation = await getDesignation(records, number);
  if (!designation || designation.state === 'ended') throw new NotListedError(number);
  const row: EnquiryRow = {
    kind: 'enquiry',
    number,
    enquiry: randomUUID(),
    state: 'sent',
    programme,
    to,
    route,
    ...asked,
    sentAt: at.toISOString(),
  };
  const refusal = () => new TooManyEnquiriesError(number);
  const person = rowKeys.person(designation.person);
  await records.transact([
    await countAgainst(records, LIMITS.address, plainAddress(asked.email), at, refusal),
    await countAgainst(records, LIMITS.visitor, ip, at, refusal),
    await countAgainst(records, LIMITS.entry, number, at, refusal),
    putEnquiry(row),
    route === 'form' ? owe(row, 'enquiry', person, at) : owe(row, 'enquiry-to-body', enquiryKey(row), at),
    owe(row, 'enquiry-copy', enquiryKey(row), at),
  ]);
}

/** When an answer should have come: asks the sender whether it did. */
export async function askAboutEnquiry({ records, at }: At, key: Key): Promise<void> {
  const row = await records.get({ pk: key.pk, sk: key.sk }, enquiryRow);
  if (row?.state !== 'sent') return;
  await unlessMovedOn(records, [moveEnquiry(row, 'asked'), owe(row, 'enquiry-follow-up', enquiryKey(row), at)]);
}

/** What the sender says. After a no, whoever got the message is reminded once. */
export async function sayWhetherAnswered(
  { records, at }: At,
  key: Pick<EnquiryRow, 'number' | 'enquiry'>,
  answer: 'yes' | 'no',
): Promise<void> {
  const row = await getEnquiry(records, key);
  if (row?.state !== 'asked') return;
  const designation = await getDesignation(records, row.number);
  const stands = designation !== undefined && designation.state !== 'ended';
  const whom = stands && row.route === 'form' ? rowKeys.person(designation.person) : enquiryKey(row);
  const template = row.route === 'form' ? 'enquiry-reminder' : 'enquiry-reminder-to-body';
  await unlessMovedOn(records, [
    moveEnquiry(row, answer === 'yes' ? 'answered' : 'unanswered'),
    ...(answer === 'no' && stands ? [owe(row, template, whom, at)] : []),
  ]);
}

function owe(row: EnquiryRow, template: TemplateId, recipient: Key, at: Date): Write {
  return oweMessage(enquiryKey(row), {
    template,
    subject: row.enquiry,
    occurrence: 1,
    reference: row.number,
    recipient,
    about: enquiryKey(row),
    owedAt: at.toISOString(),
  });
}

/** Answered twice, or asked by two sweeps at once: the first counts. */
async function unlessMovedOn(records: Records, writes: readonly Write[]): Promise<void> {
  try {
    await records.transact(writes);
  } catch (error) {
    if (!(error instanceof EnquiryMovedOnError)) throw error;
  }
}
