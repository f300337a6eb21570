import { fileURLToPath } from 'node:url';
import { inflateRawSync } from 'node:zlib';
import { calendarDate } from '../../domain/london-time.ts';
import { isOpen, type School } from '../../domain/school.ts';
import { rowKeys } from '../../functions/store/keys.ts';
import { getRegisterImport } from '../../functions/store/register-import-row.ts';
import { schoolRow } from '../../functions/store/school-row.ts';
import { readInBatches } from '../bulk.ts';
import { importRegister } from '../register/import-register.ts';
import { readRegisterFile } from '../register/register-file.ts';
import type { Target } from '../target.ts';
import { Random } from './random.ts';

const DEMONSTRATION = fileURLToPath(new URL('../register/demonstration-register.csv', import.meta.url));
/** A real register has 50,000 schools: so many are enough to choose from. */
const CHOICE = 2000;

/** Schools of the register whose heads can apply; of the demonstration register where there is none. */
export async function schoolsOf(target: Target, seed: number): Promise<School[]> {
  if (!(await getRegisterImport(target.records))) await importDemonstration(target);
  const known = (await getRegisterImport(target.records))?.urns;
  const urns = known === undefined ? [] : inflateRawSync(known).toString().split(' ');
  const chosen = new Random(seed, 'register').shuffled(urns).slice(0, CHOICE);
  const rows = await readInBatches(target, chosen.map(rowKeys.school), schoolRow, () => {});
  return rows
    .map(({ school }) => school)
    .filter(isOpen)
    .sort((one, other) => one.urn.localeCompare(other.urn));
}

async function importDemonstration(target: Target): Promise<void> {
  const today = calendarDate(target.now);
  await importRegister(target, await readRegisterFile(DEMONSTRATION, () => {}), {
    file: 'demonstration-register.csv',
    dates: { registerDate: today, inspectionsDate: today },
    now: target.now,
    demonstration: true,
    replace: false,
    progress: () => {},
  });
}
