import { execFile } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { parseArgs, promisify } from 'node:util';
import type { Figure, Measure } from './figure.ts';

/** Runs `*.bench.ts` beside this file, prints their figures and keeps them in `.build/bench.json`. */
const HERE = new URL('.', import.meta.url);
const REPORT = new URL('../../.build/bench.json', import.meta.url);
const LARGEST_OUTPUT = 2 ** 26;

/** A process of its own for each, so that one's memory is not another's. */
async function measured(bench: string): Promise<Figure[]> {
  const program = `const { measure } = await import(${JSON.stringify(new URL(bench, HERE).href)});
process.stdout.write('\\n' + JSON.stringify(await measure()) + '\\n', () => process.exit());`;
  const args = ['--expose-gc', '--input-type=module', '--eval', program];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: LARGEST_OUTPUT });
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as Awaited<ReturnType<Measure>>;
}

const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });
const benches = (await readdir(HERE)).filter((name) => name.endsWith('.bench.ts') && name.includes(values.only)).sort();
const figures: Figure[] = [];
for (const bench of benches) {
  console.log(`measuring ${bench.replace('.bench.ts', '')} …`);
  figures.push(...(await measured(bench)));
}
const shown = figures.map(({ name, value, unit, budget = '' }) => ({ name, value, unit, budget }));
console.table(shown);
// a part of the figures is for looking at, it never replaces the whole report
if (values.only === '') {
  await mkdir(new URL('.', REPORT), { recursive: true });
  const report = { date: new Date().toISOString(), node: process.version, cpus: cpus().length, figures };
  await writeFile(REPORT, `${JSON.stringify(report, null, 2)}\n`);
}
