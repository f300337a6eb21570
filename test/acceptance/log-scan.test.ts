import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scanLogs } from './log-scan.ts';

const logs = (...lines: string[]): string => {
  const folder = mkdtempSync(join(tmpdir(), 'log-scan-'));
  writeFileSync(join(folder, 'Apply.log'), lines.join('\n'));
  return folder;
};

it.each([
  ['a name', 'could not greet ROBIN EXAMPLE', 'Robin Example'],
  ['an address in a URL', '/find?email=robin%40school.example', 'robin@school.example'],
  ['an answer with two lines, in JSON', '{"answer":"first\\nsecond"}', 'first\nsecond'],
])('finds %s', async (_, line, word) => {
  expect(await scanLogs(logs('nothing here', line), [word])).toEqual({ lines: 2, found: ['Apply.log:2'] });
});

it('finds nothing in logs that name references only', async () => {
  expect(await scanLogs(logs('{"reference":"LLE-5HNX-XMT4"}'), ['Robin Example'])).toEqual({ lines: 1, found: [] });
});
