import * as z from 'zod';
import { rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';

/** Somebody wants to release many decisions of a round together: a second person has to confirm it. */
export const releaseRequestRow = z.object({
  kind: z.literal('release-request'),
  round: z.string(),
  /** What exactly is to be released: of all cases and of their decisions as they were then. */
  fingerprint: z.string(),
  count: z.int().positive(),
  askedBy: z.string(),
  askedAt: z.iso.datetime(),
});
export type ReleaseRequestRow = z.infer<typeof releaseRequestRow>;

/** It was confirmed, dropped or asked for anew meanwhile. */
export class ReleaseMovedOnError extends Error {
  override readonly name = 'ReleaseMovedOnError';
}

export const getReleaseRequest = (records: Records, round: string): Promise<ReleaseRequestRow | undefined> =>
  records.get(rowKeys['release-request'](round), releaseRequestRow);

/** Asks, whatever was asked for before. */
export const putReleaseRequest = (row: Omit<ReleaseRequestRow, 'kind'>): Write => ({
  Put: { Item: { ...rowKeys['release-request'](row.round), kind: 'release-request', ...row } },
});

/** Ends a request, if it is as it was read. */
export const endReleaseRequest = ({ round, fingerprint, askedAt }: ReleaseRequestRow): Write => ({
  Delete: {
    Key: { ...rowKeys['release-request'](round) },
    ConditionExpression: 'fingerprint = :fingerprint AND askedAt = :askedAt',
    ExpressionAttributeValues: { ':fingerprint': fingerprint, ':askedAt': askedAt },
  },
  refusal: () => new ReleaseMovedOnError(round),
});
