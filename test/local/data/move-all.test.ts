import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { moveAll } from '../../../local/data/move-all.ts';

test('when one move fails, those before it are made back', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'moves-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const at = (name: string) => join(folder, name);
  writeFileSync(at('old'), 'old');
  writeFileSync(at('new'), 'new');
  const replacing = [
    [at('old'), at('aside')],
    [at('new'), at('old')],
  ] as const;
  expect(() => moveAll([...replacing, [at('absent'), at('anywhere')]])).toThrow('ENOENT');
  expect([readdirSync(folder), readFileSync(at('old'), 'utf8')]).toEqual([['new', 'old'], 'old']);
  moveAll(replacing);
  expect([readdirSync(folder), readFileSync(at('old'), 'utf8')]).toEqual([['aside', 'old'], 'new']);
});
