import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dataFolderPath, openDataFolder } from '../../../local/data/data-folder.ts';

let parent: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'data-'));
});
afterEach(() => rm(parent, { recursive: true }));

test('a folder that is not there is made, with the version of its layout', () => {
  const folder = openDataFolder(join(parent, 'new', 'data'));
  folder.close();
  expect(existsSync(folder.objects) && existsSync(folder.logs)).toBe(true);
  expect(readFileSync(join(folder.path, 'version'), 'utf8')).toBe('2\n');
});

test('two homes cannot have one folder, but one after the other can', () => {
  const first = openDataFolder(parent);
  expect(() => openDataFolder(parent)).toThrow(`${parent} is in use by a home that runs: stop that one`);
  first.close();
  const second = openDataFolder(parent);
  expect(second.path).toBe(parent);
  second.close();
});

test('a home that was killed leaves nothing that keeps the next from its folder', async () => {
  const module = pathToFileURL('local/data/data-folder.ts').href;
  const script = `import { openDataFolder } from ${JSON.stringify(module)};
    openDataFolder(${JSON.stringify(parent)}); console.log('open'); setInterval(() => {}, 1000)`;
  const home = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(home.stdout, 'data');
  expect(() => openDataFolder(parent)).toThrow('in use');
  home.kill('SIGKILL');
  await once(home, 'exit');
  const next = openDataFolder(parent);
  expect(next.path).toBe(parent);
  next.close();
});

test('data of a newer version is refused in one sentence', () => {
  writeFileSync(join(parent, 'version'), '99\n');
  expect(() => openDataFolder(parent)).toThrow(
    `${parent} has version 99 of the data, this program knows 2: use a newer program`,
  );
  writeFileSync(join(parent, 'version'), '2\n');
  openDataFolder(parent).close();
});

test('data of a version that cannot be read any more is refused in one sentence', () => {
  writeFileSync(join(parent, 'version'), '1\n');
  expect(() => openDataFolder(parent)).toThrow(
    `${parent} is of a version that keeps endorsements elsewhere, and cannot be read any more: name a new folder in DATA_DIR`,
  );
});

test('a folder that cannot be made is one sentence', () => {
  writeFileSync(join(parent, 'file'), '');
  expect(() => openDataFolder(join(parent, 'file', 'data'))).toThrow(/^the data folder .+ cannot be made: /);
});

test('DATA_DIR names the folder', () => {
  expect(dataFolderPath({ DATA_DIR: parent })).toBe(parent);
  expect(dataFolderPath({})).toBe(join(process.cwd(), '.data'));
});

test('a folder that cannot be locked is not said to be in use', () => {
  openDataFolder(parent).close();
  rmSync(join(parent, 'lock.sqlite'));
  mkdirSync(join(parent, 'lock.sqlite'));
  expect(() => openDataFolder(parent)).toThrow(`${parent} cannot be locked`);
});
