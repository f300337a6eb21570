import * as z from 'zod';
import { ENDORSEMENT_STATES } from '../../domain/endorsement.ts';
import { type Key, listed, rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';
import { putNew, updateRow } from './row-update.ts';

/** One person asked to fill a slot. Personal data. */
export const endorsementRequestRow = z.object({
  kind: z.literal('endorsement-request'),
  reference: z.string(),
  slot: z.string(),
  request: z.string(),
  name: z.string(),
  email: z.string(),
  /** As the applicant named it. */
  role: z.string(),
  askedAt: z.iso.datetime(),
  state: z.enum(ENDORSEMENT_STATES),
  /** What is odd about the address: for applicant and staff, never a wall. */
  warnings: z.array(z.enum(['same-address', 'school-domain', 'private-provider'])),
});
export type EndorsementRequestRow = z.infer<typeof endorsementRequestRow>;

/** What an endorser wrote. Personal data. */
export const endorsementRow = z.object({
  kind: z.literal('endorsement'),
  slot: z.string(),
  request: z.string(),
  state: z.enum(['draft', 'given', 'declined']),
  typedName: z.string().exactOptional(),
  role: z.string().exactOptional(),
  /** Ids of the criteria confirmed. */
  confirms: z.array(z.string()),
  /** By the id of the question. */
  says: z.record(z.string(), z.string()),
  statementTicked: z.boolean().exactOptional(),
  /** Of a decline: the reason's id, and words. */
  reason: z.string().exactOptional(),
  words: z.string().exactOptional(),
  /** Where the answer came from, coarsely: evidence that a person sent it. */
  ipClass: z.string().exactOptional(),
  at: z.iso.datetime(),
});
export type EndorsementRow = z.infer<typeof endorsementRow>;

/** What is compared when an answer is repeated, and kept as a draft. */
export interface EndorsementDraft {
  readonly typedName?: string;
  readonly role?: string;
  readonly confirms: readonly string[];
  readonly says: Readonly<Record<string, string>>;
}

export class RequestMovedOnError extends Error {
  override readonly name = 'RequestMovedOnError';
}

/** The row to which mails for an endorser are addressed. */
export const requestKey = (reference: string, slot: string, request: string): Key =>
  rowKeys['endorsement-request'](reference, slot, request);

/** @param addressHash of the endorser's address: staff find by it */
export function putRequest(row: EndorsementRequestRow, addressHash: string): Write {
  const { reference, slot, request } = row;
  const lists = listed.asked(addressHash, reference);
  return putNew(
    { ...requestKey(reference, slot, request), ...lists, ...row },
    () => new RequestMovedOnError(reference),
  );
}

/** The cases that somebody with an address was asked to endorse, by their references. */
export async function casesAskedOf(records: Records, addressHash: string): Promise<string[]> {
  const query = {
    IndexName: 'byList',
    KeyConditionExpression: 'listPk = :list',
    ExpressionAttributeValues: { ':list': listed.asked(addressHash, '').listPk },
  };
  const rows = await Array.fromAsync(records.query(query, z.object({ listSk: z.string() })));
  return rows.map(({ listSk }) => listSk);
}

export function changeRequest(
  { reference, slot, request }: Pick<EndorsementRequestRow, 'reference' | 'slot' | 'request'>,
  set: Partial<EndorsementRequestRow>,
): Write {
  return updateRow(requestKey(reference, slot, request), { set }, () => new RequestMovedOnError(reference));
}

export function putEndorsement(reference: string, row: EndorsementRow): Write {
  return { Put: { Item: { ...rowKeys.endorsement(reference, row.slot, row.request), ...row } } };
}
