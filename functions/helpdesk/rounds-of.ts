import type { Round } from '../../domain/round.ts';
import { PROGRAMMES } from '../../programmes/programmes.ts';
import type { Records } from '../store/records.ts';
import { listRounds } from '../store/round-row.ts';
import { type Staff, worksFor } from './permissions.ts';

/** The rounds that a member of staff may see, the newest first. */
export async function roundsOf(records: Records, staff: Staff): Promise<Round[]> {
  const programmes = [...new Set(PROGRAMMES.map(({ id }) => id))];
  const rounds = (await Promise.all(programmes.map((id) => listRounds(records, id)))).flat();
  return rounds
    .filter(({ body }) => worksFor(staff, body))
    .toSorted((one, other) => other.opens.instant.getTime() - one.opens.instant.getTime());
}
