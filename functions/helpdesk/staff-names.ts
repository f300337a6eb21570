import { rowKeys } from '../store/keys.ts';
import type { Records } from '../store/records.ts';
import { staffRow } from '../store/staff-rows.ts';

/** Names of members of staff by their ids; of one who never signed in here (a command's user), the id itself. */
export async function staffNames(records: Records, ids: Iterable<string>): Promise<ReadonlyMap<string, string>> {
  const all = [...new Set(ids)];
  const names = new Map(all.map((id) => [id, id]));
  const rows = records.getMany(all.map(rowKeys.staff), staffRow);
  for await (const { staff, name } of rows) names.set(staff, name);
  return names;
}
