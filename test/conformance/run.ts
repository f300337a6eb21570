import { parseArgs } from 'node:util';
import * as z from 'zod';
import { type ReadCase, readCases } from './case.ts';
import type { Level } from './compare.ts';
import { closingLine, failureText, figures, type Outcome, outcomeOf, passes } from './report.ts';

const USAGE = 'usage: npm run conformance -- FILE.json [--level 1|2|3] [--json] [--only TEXT]';

/** How many cases run at once: each has a home of its own and mostly waits for it. */
const AT_ONCE = 4;

async function runAll(cases: readonly ReadCase[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const waiting = cases.entries();
  const work = async () => {
    for (const [index, read] of waiting) outcomes[index] = await outcomeOf(read);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return outcomes;
}

function print(outcomes: readonly Outcome[], level: Level): void {
  for (const { id, skipped } of outcomes) if (skipped !== undefined) console.log(`skipped ${id}: ${skipped}`);
  for (const outcome of outcomes) {
    if (outcome.skipped === undefined && !passes(outcome, level)) console.log(failureText(outcome, level));
  }
  const counts = Object.entries(figures(outcomes)).map(([name, count]) => `${name}: ${count}`);
  console.log(counts.join('; '));
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      level: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
    },
  });
  const level = z.coerce
    .number()
    .pipe(z.literal([1, 2, 3]))
    .parse(values.level);
  const [file] = positionals;
  if (file === undefined) throw new Error(USAGE);
  const cases = (await readCases(file)).filter(({ id }) => id.includes(values.only));
  const outcomes = await runAll(cases);
  if (values.json) {
    const shown = outcomes.map((outcome) => ({ ...outcome, passed: passes(outcome, level) }));
    console.log(JSON.stringify({ level, figures: figures(outcomes), cases: shown }, null, 2));
  } else {
    print(outcomes, level);
  }
  (values.json ? console.error : console.log)(closingLine(outcomes, level));
  process.exitCode = outcomes.every((outcome) => outcome.skipped !== undefined || passes(outcome, level)) ? 0 : 1;
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
