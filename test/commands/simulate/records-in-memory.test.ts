import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { RecordsInMemory } from '../../../commands/simulate/records-in-memory.ts';
import { aFolder } from './a-folder.ts';
import { afterProcess } from './after-process.ts';

it("has what is written to a folder's records go to memory, and says how much that is", async () => {
  const [path, memory] = [aFolder(), aFolder()];
  const records = await RecordsInMemory.of(path, 10, memory);
  writeFileSync(join(path, 'records.sqlite'), Buffer.alloc(3 * 2 ** 20));
  const [folder = ''] = readdirSync(memory);
  expect(readdirSync(join(memory, folder))).toEqual(['records.sqlite']);
  expect(records?.megabytes).toBe(3);
});

it('leaves records on the disk where there is no room for them, or no such memory', async () => {
  const [path, memory] = [aFolder(), aFolder()];
  expect(await RecordsInMemory.of(path, Number.MAX_SAFE_INTEGER, memory)).toBeUndefined();
  expect(await RecordsInMemory.of(path, 10, join(memory, 'missing'))).toBeUndefined();
  expect([readdirSync(path), readdirSync(memory)]).toEqual([[], []]);
});

it('takes its memory back when the process ends', () => {
  const memory = aFolder();
  const was = afterProcess(`import { readdirSync } from 'node:fs';
    import { RecordsInMemory } from './commands/simulate/records-in-memory.ts';
    await RecordsInMemory.of('${aFolder()}', 10, '${memory}');
    console.log(readdirSync('${memory}').length)`);
  expect([was, readdirSync(memory)]).toEqual(['1', []]);
});

it('forgets what killed simulations left, and nothing of those that run', async () => {
  const memory = aFolder();
  // beyond the greatest number that Linux gives a process
  const [left, running, other] = ['simulation-4194305-x', `simulation-${process.pid}-x`, 'another'];
  for (const name of [left, running, other]) mkdirSync(join(memory, name));
  await RecordsInMemory.of(aFolder(), 10, memory);
  expect([left, running, other].map((name) => existsSync(join(memory, name)))).toEqual([false, true, true]);
});
