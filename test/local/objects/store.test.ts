import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore, temporaryFolder } from './open-store.ts';

test('what a killed home had not finished writing is cleared away at the next start', () => {
  const folder = temporaryFolder();
  openStore(folder);
  writeFileSync(join(folder, 'directory', 'abc.1.writing'), '{"key":"a","by');
  const store = openStore(folder);
  expect(store.list('directory', '')).toEqual([]);
  expect(readdirSync(join(folder, 'directory'))).toEqual([]);
});
