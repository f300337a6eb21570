import type { Round } from '../../../domain/round.ts';
import type { CaseRow } from '../../store/case-row.ts';
import { designationOf, getDesignation } from '../../store/designation-rows.ts';
import type { Records } from '../../store/records.ts';
import { keptUntil } from '../../store/retention.ts';

/** Since when a case is to be erased; undefined while it is to be kept. */
export async function dueSince(
  records: Records,
  row: CaseRow,
  round: Pick<Round, 'closes' | 'reopened'>,
  now: Date,
): Promise<Date | undefined> {
  const until = keptUntil(row, round);
  if (until === 'undecided' || until > now) return undefined;
  return (await designationStands(records, row, now)) ? undefined : until;
}

/** Does the designation that came of a case still stand? As long as it does, its case is kept. */
async function designationStands(records: Records, row: CaseRow, now: Date): Promise<boolean> {
  const number = await designationOf(records, row.person, row.programme);
  const designation = number === undefined ? undefined : await getDesignation(records, number);
  if (designation?.reference !== row.reference || designation.state === 'ended') return false;
  return designation.endsOn >= now.toISOString().slice(0, 10);
}
