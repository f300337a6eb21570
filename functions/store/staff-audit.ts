import * as z from 'zod';
import { accessRow } from './access-row.ts';
import { designationEventRow } from './designation-event-row.ts';
import { eventRow, readTexts } from './event-row.ts';
import { listed, rowKeys } from './keys.ts';
import type { Records } from './records.ts';
import { roundEventRow } from './round-event-row.ts';
import { staffEventRow } from './staff-event-row.ts';
import { type StaffRow, staffRow } from './staff-rows.ts';

const keyed = { pk: z.string() };
const line = z.discriminatedUnion('kind', [
  accessRow.extend(keyed),
  eventRow.extend(keyed),
  designationEventRow.extend(keyed),
  roundEventRow.extend(keyed),
  staffEventRow.extend(keyed),
]);

/** One thing that a member of staff did or looked at. */
export interface AuditLine {
  readonly at: string;
  /** Id of the member of staff. */
  readonly staff: string;
  /** What or whom it is about, by its id. */
  readonly on: 'case' | 'designation' | 'round' | 'staff';
  readonly id: string;
  /** `looked`, or the word of the act. */
  readonly what: string;
  /** The part of the case that was looked at; the criterion, slot or task of the act. */
  readonly about: string;
  /** Ids of reasons, and what was written. */
  readonly why: string;
}

/** What staff did with a case and looked at of it, in the order in which they did. */
export async function auditOfCase(records: Records, reference: string): Promise<AuditLine[]> {
  const { pk } = rowKeys.case(reference);
  const [events, looks, texts] = await Promise.all([
    Array.fromAsync(records.beginning({ pk, sk: 'EVENT#' }, line)),
    Array.fromAsync(records.beginning({ pk, sk: 'ACCESS#' }, line)),
    readTexts(records, reference),
  ]);
  return [...events, ...looks]
    .flatMap((row) => asLine(row, texts))
    .toSorted((one, other) => one.at.localeCompare(other.at));
}

/**
 * What a member of staff did and looked at in a month, in that order. Words stand with their case.
 *
 * @param month of UTC: `2027-01`
 */
export async function auditOfStaff(records: Records, staff: string, month: string): Promise<AuditLine[]> {
  const { listPk } = listed.doneBy(staff, new Date(`${month}-01T00:00:00Z`), '');
  const query = {
    IndexName: 'byList',
    KeyConditionExpression: 'listPk = :list',
    ExpressionAttributeValues: { ':list': listPk },
  };
  const keys = await Array.fromAsync(records.query(query, z.object({ pk: z.string(), sk: z.string() })));
  const rows = await Array.fromAsync(records.getMany(keys, line));
  return rows.flatMap((row) => asLine(row, {})).toSorted((one, other) => one.at.localeCompare(other.at));
}

/** All members of staff who have signed in. */
export async function allStaff(records: Records): Promise<StaffRow[]> {
  const query = {
    IndexName: 'byList',
    KeyConditionExpression: 'listPk = :list',
    ExpressionAttributeValues: { ':list': listed.staff('').listPk },
  };
  const ids = await Array.fromAsync(records.query(query, z.object({ listSk: z.string() })));
  const rows = records.getMany(
    ids.map(({ listSk }) => rowKeys.staff(listSk)),
    staffRow,
  );
  return (await Array.fromAsync(rows)).toSorted((one, other) => one.name.localeCompare(other.name));
}

const SUBJECTS = { CASE: 'case', DESIGNATION: 'designation', ROUND: 'round', STAFF: 'staff' } as const;

function asLine(row: z.infer<typeof line>, texts: Readonly<Record<string, string>>): AuditLine[] {
  const [kind = '', id = ''] = row.pk.split('#');
  const on = SUBJECTS[kind as keyof typeof SUBJECTS];
  if (row.kind === 'access') {
    const { at, staff, page } = row;
    return [{ at, staff, on, id, what: 'looked', about: page.replace(/^\//, ''), why: '' }];
  }
  const { at, who, what } = row;
  if (who.kind !== 'staff' || who.id === undefined) return [];
  if (row.kind === 'staff-event') return [{ at, staff: who.id, on, id, what, about: '', why: '' }];
  // a round's reason stands in its line; a case's is a text, by id
  const said = row.kind === 'round-event' ? row.why : row.why && texts[row.why];
  const reasons = row.kind === 'round-event' ? [] : (row.reasons ?? []);
  const about = row.kind === 'round-event' ? '' : (row.about ?? '');
  return [{ at, staff: who.id, on, id, what, about, why: [...reasons, said].filter(Boolean).join('; ') }];
}
