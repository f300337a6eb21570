import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Demonstration } from '../../local/demonstration.ts';
import { readOptions } from '../../local/home-options.ts';

const aFolder = () => mkdtempSync(join(tmpdir(), 'demonstration-'));
const aDemonstration = (folder: string, settings: Record<string, string> = {}, args: readonly string[] = []) =>
  new Demonstration(readOptions({ DATA_DIR: folder, ...settings }, args));

it('is made in a new folder, whose clock begins in the past', () => {
  const { isDue, options } = aDemonstration(aFolder());
  expect(isDue).toBe(true);
  expect(options.CLOCK).toBe('manual');
  expect(options.CLOCK_START).toBeLessThan(Date.now() - 49 * 86_400_000);
});

it('is not made where somebody wants a home that is empty, or has a clock or a mail server of their own', () => {
  for (const { isDue, options } of [
    aDemonstration(aFolder(), {}, ['--empty']),
    aDemonstration(aFolder(), { CLOCK: 'manual' }),
    aDemonstration(aFolder(), { SMTP_URL: 'smtps://mail.example.org' }),
  ]) {
    expect(isDue).toBe(false);
    expect(options.CLOCK_START).toBeUndefined();
  }
});

it('is not made twice', () => {
  const folder = aFolder();
  writeFileSync(join(folder, 'version'), '1\n');
  const { isDue, options } = aDemonstration(folder);
  expect([isDue, options.CLOCK]).toEqual([false, undefined]);
});

it('lets a home whose demonstration was cut off go on in real time', () => {
  const folder = aFolder();
  aDemonstration(folder).begin();
  writeFileSync(join(folder, 'version'), '1\n');
  writeFileSync(join(folder, 'simulation.json'), '{"rounds":["lle-2026-10-05"]}');
  const { isDue, options } = aDemonstration(folder);
  expect([isDue, options.CLOCK]).toEqual([false, 'real']);
});

it('is begun again where the home could not even start', () => {
  const folder = aFolder();
  aDemonstration(folder).begin();
  writeFileSync(join(folder, 'version'), '1\n');
  expect(readFileSync(join(folder, 'demonstration'), 'utf8')).toBe('under-way\n');
  expect(aDemonstration(folder).isDue).toBe(true);
});
