import { createHash, randomBytes } from 'node:crypto';
import type { Records } from '../store/records.ts';
import {
  endStaffSessions,
  getStaffSession,
  putStaff,
  putStaffSession,
  touchStaffSession,
} from '../store/staff-rows.ts';
import { removeCookie, setCookie } from '../web/cookies.ts';
import { readGroups, type Staff } from './permissions.ts';
import type { SignedIn } from './sign-in-provider.ts';

export const STAFF_COOKIE = '__Host-staff';

const MINUTE_MS = 60_000;
/** Staff leave their desks: a session ends so long after the last page, and at the latest after a working day. */
export const IDLE_MINUTES = 30;
const LONGEST_MS = 8 * 60 * MINUTE_MS;

/** A signed-in browser of a member of staff. */
export interface StaffSession {
  readonly staff: Staff;
  readonly hash: string;
}

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');
const idleFrom = (at: Date) => new Date(at.getTime() + IDLE_MINUTES * MINUTE_MS);

/** Signs a member of staff in. @returns the cookie to set */
export async function openStaffSession(records: Records, who: SignedIn, at: Date): Promise<string> {
  const { staff, name, email, groups } = who;
  const secret = randomBytes(32).toString('base64url');
  const endsAt = new Date(at.getTime() + LONGEST_MS).toISOString();
  await records.transact([
    putStaff({ staff, name, email, groups: [...groups] }, at),
    putStaffSession(hashOf(secret), {
      staff,
      name,
      email,
      groups: [...groups],
      idleUntil: idleFrom(at).toISOString(),
      endsAt,
    }),
  ]);
  return setCookie(STAFF_COOKIE, `${staff}.${secret}`, LONGEST_MS / 1000);
}

/** Who of the staff asks. Every page that they look at is work, so it keeps them signed in. */
export async function readStaffSession(
  records: Records,
  cookies: ReadonlyMap<string, string>,
  at: Date,
): Promise<StaffSession | undefined> {
  const [staff = '', secret = ''] = cookies.get(STAFF_COOKIE)?.split('.') ?? [];
  if (!/^[0-9a-f]{32}$/.test(staff) || secret === '') return undefined;
  const hash = hashOf(secret);
  const row = await getStaffSession(records, staff, hash);
  if (!row || at >= new Date(row.idleUntil) || at >= new Date(row.endsAt)) return undefined;
  // one write a minute is enough
  if (idleFrom(at).getTime() - Date.parse(row.idleUntil) >= MINUTE_MS) {
    await records.transact([touchStaffSession(staff, hash, idleFrom(at))]);
  }
  return { staff: { id: staff, name: row.name, email: row.email, ...readGroups(row.groups) }, hash };
}

/** Signs out here, or in every browser. @returns the cookie to set */
export async function closeStaffSession(
  records: Records,
  { staff, hash }: StaffSession,
  where: 'here' | 'everywhere',
): Promise<string> {
  await endStaffSessions(records, staff.id, where === 'here' ? hash : undefined);
  return removeCookie(STAFF_COOKIE);
}
