import * as z from 'zod';
import { listed, rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';
import { updateRow } from './row-update.ts';

/** A member of staff as they were when they last signed in: whom lists and timelines name. */
export const staffRow = z.object({
  kind: z.literal('staff'),
  staff: z.string(),
  name: z.string(),
  email: z.string(),
  /** The groups that the sign-in provider named then. */
  groups: z.array(z.string()).default([]),
  lastSeenAt: z.iso.datetime(),
});
export type StaffRow = z.infer<typeof staffRow>;

/** A signed-in browser of a member of staff; only the cookie's SHA-256 is kept, as its key. */
export const staffSessionRow = z.object({
  kind: z.literal('staff-session'),
  staff: z.string(),
  name: z.string(),
  email: z.string(),
  /** The groups that the sign-in provider named: changes there count from the next time of signing in. */
  groups: z.array(z.string()),
  idleUntil: z.iso.datetime(),
  endsAt: z.iso.datetime(),
});
export type StaffSessionRow = z.infer<typeof staffSessionRow>;

/** Signed out in another window, or everywhere. */
export class StaffSessionEndedError extends Error {
  override readonly name = 'StaffSessionEndedError';
}

export function putStaff(member: Omit<StaffRow, 'kind' | 'lastSeenAt'>, at: Date): Write {
  const { staff } = member;
  const row: StaffRow = { kind: 'staff', ...member, lastSeenAt: at.toISOString() };
  return { Put: { Item: { ...rowKeys.staff(staff), ...listed.staff(staff), ...row } } };
}

export const getStaff = (records: Records, staff: string): Promise<StaffRow | undefined> =>
  records.get(rowKeys.staff(staff), staffRow);

export function putStaffSession(hash: string, session: Omit<StaffSessionRow, 'kind'>): Write {
  const expiresAt = Math.ceil(Date.parse(session.endsAt) / 1000);
  return {
    Put: { Item: { ...rowKeys['staff-session'](session.staff, hash), kind: 'staff-session', ...session, expiresAt } },
  };
}

export const getStaffSession = (records: Records, staff: string, hash: string): Promise<StaffSessionRow | undefined> =>
  records.get(rowKeys['staff-session'](staff, hash), staffSessionRow);

export function touchStaffSession(staff: string, hash: string, idleUntil: Date): Write {
  const set = { idleUntil: idleUntil.toISOString() };
  return updateRow(rowKeys['staff-session'](staff, hash), { set }, () => new StaffSessionEndedError(staff));
}

/** Ends one session of a member of staff, or all. */
export async function endStaffSessions(records: Records, staff: string, only?: string): Promise<void> {
  const { pk } = rowKeys.staff(staff);
  const found = records.query(
    {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
      ExpressionAttributeValues: { ':pk': pk, ':sk': rowKeys['staff-session'](staff, only ?? '').sk },
    },
    z.object({ pk: z.string(), sk: z.string() }),
  );
  for await (const { sk } of found) await records.transact([{ Delete: { Key: { pk, sk } } }]);
}
