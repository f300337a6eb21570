import type { Round } from '../../domain/round.ts';
import type { Records } from '../store/records.ts';
import { everyRound } from '../store/round-row.ts';
import { type Staff, worksFor } from './permissions.ts';

/** The rounds that a member of staff may see, the newest first. */
export async function roundsOf(records: Records, staff: Staff): Promise<Round[]> {
  return (await everyRound(records))
    .filter(({ body }) => worksFor(staff, body))
    .toSorted((one, other) => other.opens.instant.getTime() - one.opens.instant.getTime());
}
