import * as z from 'zod';
import { listed, rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';
import { putNew, updateRow } from './row-update.ts';

/** Days from the message: until an answer is expected and asked about, and until all of it is deleted. */
export const ENQUIRY_DAYS = { answer: 7, kept: 90 } as const;
const DAY = 24 * 60 * 60_000;

/**
 * A message from a school to a designated person, or to the body that designated them, relayed without showing their
 * address. Name and address are the sender's, so that the row is also whom to write to about it.
 */
export const enquiryRow = z.object({
  kind: z.literal('enquiry'),
  number: z.string(),
  enquiry: z.string(),
  /** `asked`: whether they got an answer. The other two are what they said. */
  state: z.enum(['sent', 'asked', 'answered', 'unanswered']),
  programme: z.string(),
  /** Whom it was written to, as the directory named them. */
  to: z.string(),
  route: z.enum(['form', 'designating-body']),
  name: z.string(),
  email: z.email(),
  school: z.string(),
  message: z.string(),
  sentAt: z.iso.datetime(),
});
export type EnquiryRow = z.infer<typeof enquiryRow>;

/** It was answered before, or deleted. */
export class EnquiryMovedOnError extends Error {
  override readonly name = 'EnquiryMovedOnError';
}

export const enquiryKey = ({ number, enquiry }: Pick<EnquiryRow, 'number' | 'enquiry'>) =>
  rowKeys.enquiry(number, enquiry);

/** Looked at again when an answer should have come; deletes itself. */
export function putEnquiry(row: EnquiryRow): Write {
  const sentAt = Date.parse(row.sentAt);
  const due = listed.due(row.number, new Date(sentAt + ENQUIRY_DAYS.answer * DAY));
  const expiresAt = Math.ceil((sentAt + ENQUIRY_DAYS.kept * DAY) / 1000);
  return putNew({ ...enquiryKey(row), ...due, ...row, expiresAt }, () => new EnquiryMovedOnError(row.enquiry));
}

export function getEnquiry(records: Records, key: Pick<EnquiryRow, 'number' | 'enquiry'>) {
  return records.get(enquiryKey(key), enquiryRow);
}

/** @throws EnquiryMovedOnError when it is no longer in the state in which it was read */
export function moveEnquiry(row: EnquiryRow, state: EnquiryRow['state']): Write {
  return updateRow(
    enquiryKey(row),
    { set: { state }, remove: ['duePk', 'dueSk'], when: { state: row.state } },
    () => new EnquiryMovedOnError(row.enquiry),
  );
}
