import * as z from 'zod';
import { type Key, listed, rowKeys } from './keys.ts';
import type { Write } from './records.ts';
import { updateRow } from './row-update.ts';

/** Something that staff ask the applicant. It lies over whatever state the case is in; a decision waits for it. */
export const informationRequestRow = z.object({
  kind: z.literal('information-request'),
  reference: z.string(),
  request: z.string(),
  state: z.enum(['open', 'answered', 'overdue', 'cancelled']),
  /** Ids of texts. */
  asks: z.string(),
  answer: z.string().exactOptional(),
  askedBy: z.string().exactOptional(),
  askedAt: z.iso.datetime(),
  dueAt: z.iso.datetime(),
  answeredAt: z.iso.datetime().exactOptional(),
});
export type InformationRequestRow = z.infer<typeof informationRequestRow>;

/** It is answered, past due or cancelled. */
export class InformationMovedOnError extends Error {
  override readonly name = 'InformationMovedOnError';
}

export const informationKey = (reference: string, request: string): Key =>
  rowKeys['information-request'](reference, request);

export const putInformationRequest = (row: InformationRequestRow): Write => ({
  Put: {
    Item: {
      ...informationKey(row.reference, row.request),
      ...listed.due(row.reference, new Date(row.dueAt)),
      ...row,
    },
  },
});

/** Gives it another due date, if it is as it was read: one that was overdue is open again. */
export function extendInformationRequest({ reference, request, state }: InformationRequestRow, dueAt: Date): Write {
  const set = { state: 'open', dueAt: dueAt.toISOString(), ...listed.due(reference, dueAt) };
  return updateRow(
    informationKey(reference, request),
    { set, when: { state } },
    () => new InformationMovedOnError(`${reference} ${request}`),
  );
}

/** @param from the states in which it counts: a late answer still does while nothing else has happened */
export function endInformationRequest(
  { reference, request }: Pick<InformationRequestRow, 'reference' | 'request'>,
  set: Partial<InformationRequestRow>,
  from: readonly InformationRequestRow['state'][] = ['open'],
): Write {
  return updateRow(
    informationKey(reference, request),
    { set, remove: ['duePk', 'dueSk'], when: { state: from } },
    () => new InformationMovedOnError(`${reference} ${request}`),
  );
}
