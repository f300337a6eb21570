import { addressHash } from './address-hash.ts';
import { rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';

export interface RateLimit {
  /** What is limited: `sign-in-by-address`. */
  readonly what: string;
  readonly times: number;
  readonly minutes: number;
}

/**
 * Counts something that somebody does; refused once it was done as often as the limit allows in its window. Windows are
 * fixed: at worst twice the limit passes across a border, which does no harm here.
 *
 * @param subject who does it: a keyed hash stands for it, so that nobody can try addresses against rows
 */
export async function countAgainst(
  records: Records,
  { what, times, minutes }: RateLimit,
  subject: string,
  at: Date,
  refusal: () => Error,
): Promise<Write> {
  const length = minutes * 60_000;
  const window = Math.floor(at.getTime() / length);
  const hash = await addressHash(records, `${what} ${subject}`);
  return {
    Update: {
      Key: rowKeys['rate-limit'](what, hash, String(window)),
      UpdateExpression: 'ADD #count :one SET #kind = :kind, expiresAt = :end',
      ConditionExpression: 'attribute_not_exists(#count) OR #count < :times',
      ExpressionAttributeNames: { '#count': 'count', '#kind': 'kind' },
      ExpressionAttributeValues: {
        ':one': 1,
        ':times': times,
        ':kind': 'rate-limit',
        ':end': ((window + 1) * length) / 1000,
      },
    },
    refusal,
  };
}
