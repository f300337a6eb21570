import { deleteKeptForm, getKeptForm, putKeptForm } from '../store/kept-form-row.ts';
import type { Records } from '../store/records.ts';
import { forgetUnsaved } from '../store/session-row.ts';
import type { Typed } from './form.ts';
import type { BareRequest } from './request.ts';
import { endedPerson, type Session } from './session.ts';

const KEPT_MS = 24 * 3_600_000;
/** A row holds 400 KB at most; no page's form comes near this. */
const MOST_BYTES = 100_000;

/** Keeps what was typed into a form whose sender's session has ended, for when they have signed in again. */
export async function keepForm(records: Records, { path, form, cookies, at }: BareRequest): Promise<void> {
  const person = await endedPerson(records, cookies);
  const { csrf: _, ...fields } = form.typed();
  if (person === undefined || Buffer.byteLength(JSON.stringify(fields)) > MOST_BYTES) return;
  const expiresAt = Math.ceil((at.getTime() + KEPT_MS) / 1000);
  await records.transact([putKeptForm(person, { path, fields, expiresAt })]);
}

/** What was typed into the form of this page before signing in again. */
export async function keptFor(
  records: Records,
  session: Session | undefined,
  { path, at }: BareRequest,
): Promise<Typed | undefined> {
  if (session?.unsaved !== path) return undefined;
  const kept = await getKeptForm(records, session.person);
  return kept?.path === path && at.getTime() < kept.expiresAt * 1000 ? kept.fields : undefined;
}

/** It has been sent now. */
export async function dropKept(records: Records, session: Session): Promise<void> {
  await records.transact([deleteKeptForm(session.person), forgetUnsaved(session.hash)]);
}
