import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { readCases } from './case.ts';
import { failureText, outcomeOf, passes } from './report.ts';

const OWN_CASES = fileURLToPath(new URL('cases-own.json', import.meta.url));

interface Finished {
  readonly code: number;
  readonly lines: string[];
}

function conformance(...args: string[]): Promise<Finished> {
  const program = fileURLToPath(new URL('run.ts', import.meta.url));
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [program, ...args], (_error, stdout, stderr) => {
      resolve({ code: child.exitCode ?? 1, lines: `${stdout}${stderr}`.trimEnd().split('\n') });
    });
  });
}

test('every case of our own file agrees in every detail, and the one in JSONPath mode is passed over', async () => {
  const outcomes = await Promise.all((await readCases(OWN_CASES)).map(outcomeOf));
  const failures = outcomes.filter(({ skipped }) => skipped === undefined).filter((outcome) => !passes(outcome, 3));
  expect(failures.map((failure) => failureText(failure, 3))).toEqual([]);
  expect(outcomes.filter(({ skipped }) => skipped !== undefined).map(({ id }) => id)).toEqual([
    'literal result of JSONPath mode',
  ]);
});

test('the command closes with the counts', async () => {
  const { code, lines } = await conformance(OWN_CASES, '--only', 'pass with output');
  expect(lines.at(-1)).toBe('1 passed, 0 failed');
  expect(code).toBe(0);
});

test('a failing case is printed with its difference, one that is not understood with the reason', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'conformance-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'cases.json');
  const [first] = JSON.parse(await readFile(OWN_CASES, 'utf8'));
  await writeFile(file, JSON.stringify([{ ...first, input: { last: 2 } }, { id: 'no case' }]));
  const { code, lines } = await conformance(file);
  expect(lines).toContain('FAILED pass with output');
  expect(lines).toContain('    output[2]: expected 3, got nothing');
  expect(lines).toContain('FAILED no case');
  expect(lines.at(-1)).toBe('0 passed, 2 failed');
  expect(code).toBe(1);
});
