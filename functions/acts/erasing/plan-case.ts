import { ENDED_STATES } from '../../../domain/application.ts';
import { endorserHash } from '../../store/asked-address-row.ts';
import type { CaseRow } from '../../store/case-row.ts';
import { designationOf, getDesignation } from '../../store/designation-rows.ts';
import { rowKeys } from '../../store/keys.ts';
import type { Records } from '../../store/records.ts';
import { planPerson } from './plan-person.ts';
import { type Erasure, planRow, readRows, type StoredRow } from './plan-row.ts';

/**
 * All that is to be erased with a case, in this order: what is found through other rows first, so that an interrupted
 * erasure can go on; the case itself last.
 *
 * @param gone references of cases that go with it: their person need not stay for them
 */
export async function planCase(
  records: Records,
  row: CaseRow,
  gone: ReadonlySet<string> = new Set(),
): Promise<Erasure[]> {
  const { reference } = row;
  const rows = await readRows(records, { ...rowKeys.case(reference), sk: '' });
  const unchanged = { set: { version: row.version + 1 }, when: { version: row.version, state: ENDED_STATES } };
  const own = rows.flatMap((one) => planRow(one, one.kind === 'case' ? unchanged : {}));
  return [
    ...(await planDigests(records, row, rows)),
    ...(await planDesignation(records, row)),
    ...(await planPerson(records, row, rows, gone)),
    ...own.filter(({ kind }) => kind !== 'case'),
    ...own.filter(({ kind }) => kind === 'case'),
  ];
}

/** The digests to whoever was asked to endorse, that were sent before the case ended. */
async function planDigests(records: Records, { card }: CaseRow, rows: readonly StoredRow[]): Promise<Erasure[]> {
  const emails = rows.filter(({ kind }) => kind === 'endorsement-request').map(({ email }) => String(email ?? ''));
  const hashes = await Promise.all(emails.filter(Boolean).map((email) => endorserHash(records, email)));
  const found = [...new Set(hashes)].map(async (hash) => {
    const last = rowKeys.digest(hash, new Date(card.since));
    const digests = await readRows(records, { pk: last.pk, sk: 'DIGEST#' });
    return digests.filter(({ sk }) => sk <= last.sk).flatMap((one) => planRow(one));
  });
  return (await Promise.all(found)).flat();
}

/** A designation of the case that no longer stands: its public entry, and that the person holds it. */
async function planDesignation(records: Records, { person, programme, reference }: CaseRow): Promise<Erasure[]> {
  const number = await designationOf(records, person, programme);
  const designation = number === undefined ? undefined : await getDesignation(records, number);
  if (number === undefined || designation?.reference !== reference) return [];
  const entry = await readRows(records, rowKeys['directory-entry'](number));
  const held = await readRows(records, rowKeys['designation-of-person'](person, programme));
  return [...entry, ...held].flatMap((one) => planRow(one));
}
