import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ENVIRONMENT_NAMES } from '../../functions/environment.ts';
import { bundleFunctions } from '../../infra/constructs/function-bundles.ts';
import type { Figure } from './figure.ts';

const LOADS = 5;
/** KB, minified, as `test/infra/constructs/function-bundles.test.ts` holds them. */
const BUDGET = '650';
const BUDGET_OF_PAGES = '900';
const PAGES = ['apply', 'directory', 'endorse', 'helpdesk'];

const LOAD = `const begun = process.cpuUsage(); require(process.argv[1]);
const { user, system } = process.cpuUsage(begun); console.log((user + system) / 1000);`;

/** How big each function's bundle is, and what loading it takes of a processor: relative, Lambda's processors differ. */
export async function measure(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [name, folder] of [...bundleFunctions()].sort()) {
    const file = join(folder, 'index.js');
    const value = Math.round(statSync(file).size / 1000);
    const budget = PAGES.includes(name) ? BUDGET_OF_PAGES : BUDGET;
    figures.push({ name: `bundle of ${name}`, value, unit: 'KB', budget });
    figures.push({ name: `loading ${name}`, value: await loadTime(file), unit: 'ms of a processor' });
  }
  return figures;
}

/** The shortest of some, each in a process of its own: what others on the machine do only makes it longer. */
async function loadTime(file: string): Promise<number> {
  const env = {
    ...process.env,
    ...Object.fromEntries(ENVIRONMENT_NAMES.map((name) => [name, 'https://bench.example'])),
  };
  const times: number[] = [];
  for (let load = 0; load < LOADS; load++) {
    const { stdout } = await promisify(execFile)(process.execPath, ['--eval', LOAD, file], { env });
    times.push(Number(stdout));
  }
  return Math.round(Math.min(...times));
}
