import { getInterest, InterestGoneError, putConfirmedInterest } from '../../store/interest-row.ts';
import { rowKeys } from '../../store/keys.ts';
import type { Desk } from '../desk.ts';

/**
 * Puts an address on the list for good: whoever asked could read its mail. Doing it again changes nothing that matters.
 *
 * @throws InterestGoneError when they left meanwhile, or it was not confirmed in time
 */
export async function confirmInterest(
  { records, at }: Pick<Desk, 'records' | 'at'>,
  { programme, address }: { readonly programme: string; readonly address: string },
): Promise<void> {
  const row = await getInterest(records, rowKeys.interest(programme, address), at);
  if (!row) throw new InterestGoneError(programme);
  await records.transact([putConfirmedInterest(row, at)]);
}
