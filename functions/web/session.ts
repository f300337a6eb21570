import { createHash, randomBytes } from 'node:crypto';
import { getKeptForm } from '../store/kept-form-row.ts';
import type { Records } from '../store/records.ts';
import { deleteSession, getSession, putSession, touchSession } from '../store/session-row.ts';
import { FORM_COOKIE, removeCookie, SESSION_COOKIE, setCookie } from './cookies.ts';

/** A signed-in browser. */
export interface Session {
  readonly person: string;
  /** SHA-256 of the cookie: the row's key. */
  readonly hash: string;
  /** When it ends unless a form is sent before. */
  readonly idleUntil: Date;
  /** The page whose form was typed into and not saved when the last session ended. */
  readonly unsaved?: string;
}

const HOUR_MS = 3_600_000;

/**
 * A session ends this long after the last form that was sent, and at the latest this long after signing in. Twenty hours:
 * shorter limits have to be announced and extendable (WCAG 2.2.1), and an application is written over days.
 */
const IDLE_MS = 20 * HOUR_MS;
const LONGEST_MS = 72 * HOUR_MS;
/** So much longer the cookie still says whose form it is that comes too late. */
const RECOGNISED_MS = 24 * HOUR_MS;

const hashOf = (cookie: string) => createHash('sha256').update(cookie).digest('hex');

/** Signs a person in. @returns the cookies to set, and the page that holds something unsaved */
export async function openSession(records: Records, person: string, at: Date) {
  const cookie = randomBytes(32).toString('base64url');
  const endsAt = new Date(at.getTime() + LONGEST_MS);
  const recognisedUntil = new Date(endsAt.getTime() + RECOGNISED_MS);
  const unsaved = (await getKeptForm(records, person))?.path;
  const session = {
    person,
    idleUntil: new Date(at.getTime() + IDLE_MS).toISOString(),
    endsAt: endsAt.toISOString(),
    ...(unsaved !== undefined && { unsaved }),
  };
  await records.transact([putSession(hashOf(cookie), session, recognisedUntil)]);
  const age = (recognisedUntil.getTime() - at.getTime()) / 1000;
  return { unsaved, cookies: [setCookie(SESSION_COOKIE, cookie, age), removeCookie(FORM_COOKIE)] };
}

/** Who is signed in by these cookies at this instant. */
export async function readSession(
  records: Records,
  cookies: ReadonlyMap<string, string>,
  at: Date,
): Promise<Session | undefined> {
  const cookie = cookies.get(SESSION_COOKIE);
  if (!cookie) return undefined;
  const hash = hashOf(cookie);
  const row = await getSession(records, hash);
  const idleUntil = new Date(row?.idleUntil ?? 0);
  if (!row || at >= idleUntil || at >= new Date(row.endsAt)) return undefined;
  return { person: row.person, hash, idleUntil, ...(row.unsaved !== undefined && { unsaved: row.unsaved }) };
}

/** Who was signed in by these cookies, also when that has ended by itself. */
export async function endedPerson(records: Records, cookies: ReadonlyMap<string, string>): Promise<string | undefined> {
  const cookie = cookies.get(SESSION_COOKIE);
  return cookie ? (await getSession(records, hashOf(cookie)))?.person : undefined;
}

/** Sending a form keeps one signed in; looking at pages changes nothing. Written once an hour: of twenty, that is enough. */
export async function keepSession(records: Records, { hash, idleUntil }: Session, at: Date): Promise<void> {
  const later = new Date(at.getTime() + IDLE_MS);
  if (later.getTime() - idleUntil.getTime() >= HOUR_MS) await records.transact([touchSession(hash, later)]);
}

/** Signs out. @returns the cookies to set */
export async function closeSession(records: Records, session: Session | undefined): Promise<string[]> {
  if (session) await records.transact([deleteSession(session.hash)]);
  return [removeCookie(SESSION_COOKIE)];
}
