import * as z from 'zod';
import { type Key, rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';
import { updateRow } from './row-update.ts';

/** Somebody who wants to hear when a round of a programme opens. Personal data; goes by itself. */
export const interestRow = z.object({
  kind: z.literal('interest'),
  programme: z.string(),
  /** What stands for the address in keys. */
  address: z.string(),
  email: z.string(),
  /** `asked`: nobody has shown yet that the address is theirs. */
  state: z.enum(['asked', 'confirmed']),
  askedAt: z.iso.datetime(),
  confirmedAt: z.iso.datetime().exactOptional(),
  /** In seconds, as DynamoDB's expiry wants it; the engine may be days late. */
  expiresAt: z.int(),
});
export type InterestRow = z.infer<typeof interestRow>;

/** Days: to confirm an address, and to keep one that is confirmed. No programme goes two years without a round. */
export const INTEREST_DAYS = { toConfirm: 7, kept: 730 } as const;

/** The address is on the list, and stays as it is. */
export class InterestConfirmedError extends Error {
  override readonly name = 'InterestConfirmedError';
}

/** Whoever it was has left the list, or never confirmed in time. */
export class InterestGoneError extends Error {
  override readonly name = 'InterestGoneError';
}

const DAY_S = 24 * 60 * 60;
const daysAfter = (at: Date, days: number) => Math.ceil(at.getTime() / 1000) + days * DAY_S;

export const isLiveInterest = ({ expiresAt }: InterestRow, at: Date): boolean => at.getTime() < expiresAt * 1000;

/** An address on the list of a programme, as it is now; undefined once its time is over. */
export async function getInterest(records: Records, { pk, sk }: Key, at: Date): Promise<InterestRow | undefined> {
  const row = await records.get({ pk, sk }, interestRow);
  return row && isLiveInterest(row, at) ? row : undefined;
}

/** An address that somebody left, also once more; refused when it is confirmed. */
export function putAskedInterest(programme: string, address: string, email: string, at: Date): Write {
  const row: InterestRow = {
    kind: 'interest',
    programme,
    address,
    email,
    state: 'asked',
    askedAt: at.toISOString(),
    expiresAt: daysAfter(at, INTEREST_DAYS.toConfirm),
  };
  return {
    Put: {
      Item: { ...rowKeys.interest(programme, address), ...row },
      // one that has expired, and that the engine has not removed yet, is none
      ConditionExpression: 'attribute_not_exists(pk) OR #state = :asked OR expiresAt <= :now',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':asked': 'asked', ':now': Math.floor(at.getTime() / 1000) },
    },
    refusal: () => new InterestConfirmedError(programme),
  };
}

/** The address is theirs. Confirming again starts the time for which it is kept anew. */
export function putConfirmedInterest({ programme, address }: InterestRow, at: Date): Write {
  const set = {
    state: 'confirmed',
    confirmedAt: at.toISOString(),
    expiresAt: daysAfter(at, INTEREST_DAYS.kept),
  };
  return updateRow(rowKeys.interest(programme, address), { set }, () => new InterestGoneError(programme));
}

export const deleteInterest = (programme: string, address: string): Write => ({
  Delete: { Key: rowKeys.interest(programme, address) },
});

/** How many are on the list of a programme, and are told of its rounds. */
export async function countInterest(records: Records, programme: string, at: Date): Promise<number> {
  let count = 0;
  for await (const row of records.beginning(rowKeys.interest(programme, ''), interestRow)) {
    if (isToldOfRounds(row, at)) count++;
  }
  return count;
}

export const isToldOfRounds = (row: InterestRow, at: Date): boolean =>
  row.state === 'confirmed' && isLiveInterest(row, at);

/**
 * Who is on the list of a programme, some at a time.
 *
 * @param after the address at which the last page ended
 */
export async function pageOfInterest(
  records: Records,
  programme: string,
  most: number,
  after?: string,
): Promise<InterestRow[]> {
  const { pk, sk } = rowKeys.interest(programme, after ?? '');
  const rows: InterestRow[] = [];
  const query = {
    KeyConditionExpression: 'pk = :pk AND sk > :after',
    ExpressionAttributeValues: { ':pk': pk, ':after': sk },
    Limit: most,
  };
  for await (const row of records.query(query, interestRow)) {
    rows.push(row);
    if (rows.length === most) break;
  }
  return rows;
}
