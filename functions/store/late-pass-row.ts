import * as z from 'zod';
import { actor } from './event-row.ts';
import { listed, rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';
import { instant, RoundChangedError } from './round-row.ts';
import { updateRow } from './row-update.ts';

/** Leave for one person to send one application after the end. */
export const latePassRow = z.object({
  kind: z.literal('late-pass'),
  round: z.string(),
  person: z.string(),
  until: instant,
  /** Who gave it and why, in words. */
  by: actor,
  reason: z.string(),
  givenAt: instant,
  /** The application that was sent by it: it is used up. */
  usedFor: z.string().exactOptional(),
});
export type LatePassRow = z.infer<typeof latePassRow>;

export function findLatePass(records: Records, round: string, person: string): Promise<LatePassRow | undefined> {
  return records.get(rowKeys['late-pass'](round, person), latePassRow);
}

/** Until when somebody may send an application after the end, if they have leave that is not used up. */
export async function getLatePass(records: Records, round: string, person: string): Promise<Date | undefined> {
  const pass = await findLatePass(records, round, person);
  return pass?.usedFor === undefined ? pass?.until : undefined;
}

/** Uses a pass up; refused when it was used or changed since it was read. */
export function useLatePass(round: string, person: string, until: Date, reference: string): Write {
  return updateRow(
    rowKeys['late-pass'](round, person),
    {
      set: { usedFor: reference },
      remove: ['duePk', 'dueSk'],
      when: { usedFor: undefined, until: until.toISOString() },
    },
    () => new RoundChangedError(round),
  );
}

/** The reason is personal: a year, as a draft that was not sent. The round's timeline says that leave was given. */
const KEPT_SECONDS = 366 * 86_400;

/** Gives leave; refused when the person has some that was changed since it was read. At its end, the sweep looks at it. */
export function putLatePass(pass: LatePassRow, was: LatePassRow | undefined): Write {
  const { round, person, until } = pass;
  const condition = was
    ? {
        ConditionExpression: 'attribute_not_exists(usedFor) AND #until = :until',
        ExpressionAttributeNames: { '#until': 'until' },
        ExpressionAttributeValues: { ':until': was.until.toISOString() },
      }
    : { ConditionExpression: 'attribute_not_exists(pk)' };
  const row = { ...rowKeys['late-pass'](round, person), ...z.encode(latePassRow, pass) };
  const Item = { ...row, ...listed.due(person, until), expiresAt: Math.ceil(until.getTime() / 1000) + KEPT_SECONDS };
  return { Put: { Item, ...condition }, refusal: () => new RoundChangedError(round) };
}

/** Nothing is due on a pass any more, whoever was faster; unless it was given anew, until another time. */
export const forgetLatePassEnd = ({ round, person, until }: LatePassRow): Write =>
  updateRow(
    rowKeys['late-pass'](round, person),
    { remove: ['duePk', 'dueSk'], when: { until: until.toISOString() } },
    () => new RoundChangedError(round),
  );
