import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ForeignFolderError, SimulationFolder } from '../../../commands/simulate/folder.ts';
import { aFolder } from './a-folder.ts';
import { afterProcess } from './after-process.ts';

it('refuses a folder that holds a round which no simulation made', async () => {
  const folder = await SimulationFolder.open(aFolder());
  await folder.note('lle-2027-01-04');
  await expect(folder.requireOwn(['lle-2027-01-04'])).resolves.toBeUndefined();
  await expect(folder.requireOwn(['lle-2027-01-04', 'lle-2027-05-10'])).rejects.toThrow(ForeignFolderError);
  await expect(folder.requireOwn(['lle-2027-05-10'])).rejects.toThrow('lle-2027-05-10');
});

it('knows later which rounds it made', async () => {
  const path = aFolder();
  const first = await SimulationFolder.open(path);
  await first.note('lle-2027-01-04');
  const later = await SimulationFolder.open(path);
  await later.note('lle-2027-05-10');
  await later.requireOwn(['lle-2027-01-04', 'lle-2027-05-10']);
  expect(JSON.parse(readFileSync(join(path, 'simulation.json'), 'utf8'))).toEqual({
    rounds: ['lle-2027-01-04', 'lle-2027-05-10'],
  });
});

it('takes a temporary folder away at its end, and leaves one that is to be kept', () => {
  const path = aFolder();
  const temporary = afterProcess(`import { SimulationFolder } from './commands/simulate/folder.ts';
    const temporary = await SimulationFolder.open(undefined);
    await temporary.note('lle-2027-01-04');
    await SimulationFolder.open('${path}');
    console.log(temporary.path)`);
  expect([existsSync(temporary), existsSync(path)]).toEqual([false, true]);
});
