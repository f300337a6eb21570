import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { promisify } from 'node:util';
import * as z from 'zod';
import { readRunOptions } from '../run-options.ts';
import { type Figure, type Gap, type Measure, ratioOf } from './figure.ts';
import { type BenchRun, withFigures } from './report.ts';

/**
 * Runs `*.bench.ts` beside this file and prints their figures; all of them together go into `.build/bench.json` and
 * `docs/performance.md`.
 */
const HERE = new URL('.', import.meta.url);
const REPORT = new URL('../../.build/bench.json', import.meta.url);
const PAGE = new URL('../../docs/performance.md', import.meta.url);
const LARGEST_OUTPUT = 2 ** 26;

/** A process of its own for each, so that one's memory is not another's. */
async function measured(bench: string): Promise<readonly (Figure | Gap)[]> {
  const program = `const { measure } = await import(${JSON.stringify(new URL(bench, HERE).href)});
process.stdout.write('\\n' + JSON.stringify(await measure()) + '\\n', () => process.exit());`;
  const args = ['--expose-gc', '--input-type=module', '--eval', program];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: LARGEST_OUTPUT });
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Awaited<ReturnType<Measure>>;
}

/** A measurement that fails is a gap in the report, not the end of it. */
async function measuredOrGap(bench: string): Promise<readonly (Figure | Gap)[]> {
  try {
    return await measured(bench);
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
    return [{ name: bench.replace('.bench.ts', ''), gap: 'the measurement failed' }];
  }
}

const { only } = readRunOptions('npm run bench [-- --only TEXT]', { only: z.string().default('') });
const benches = (await readdir(HERE)).filter((name) => name.endsWith('.bench.ts') && name.includes(only)).sort();
if (benches.length === 0) {
  console.error(`no bench is called "${only}"`);
  process.exit(1);
}
const figures: (Figure | Gap)[] = [];
for (const bench of benches) {
  console.log(`measuring ${bench.replace('.bench.ts', '')} …`);
  figures.push(...(await measuredOrGap(bench)));
}
const shown = figures.map((one) => {
  if ('gap' in one) return { name: one.name, value: one.gap, unit: '', budget: '', ratio: '' };
  const { name, value, unit, budget = '' } = one;
  return { name, value, unit, budget, ratio: ratioOf(one)?.ratio.toFixed(2) ?? '' };
});
console.table(shown);
// a part of the figures is for looking at, it never replaces the whole report
if (only === '') {
  const [{ model = 'unknown' } = {}, ...others] = cpus();
  const run: BenchRun = {
    on: new Date(),
    node: process.version,
    processors: `${others.length + 1} × ${model}`,
    figures,
  };
  await mkdir(new URL('.', REPORT), { recursive: true });
  await writeFile(REPORT, `${JSON.stringify(run, null, 2)}\n`);
  await writeFile(PAGE, withFigures(await readFile(PAGE, 'utf8'), run));
}
