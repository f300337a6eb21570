import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { readRunOptions, wholeNumber } from '../run-options.ts';
import { endure } from './endure.ts';
import { aPlan, type FaultPlan } from './fault-plan.ts';

/** The whole suite, or those of its ordeals whose names contain a text. Exit code 1 when one fails. */
const { only, seed } = readRunOptions('npm run faults [-- --only TEXT --seed 1]', {
  only: z.string().default(''),
  seed: wholeNumber(0).default(1),
});

interface Entry {
  readonly plan: FaultPlan;
  readonly applicants: number;
  readonly kills?: number;
}

const ORDEALS: Readonly<Record<string, Entry>> = {
  'no faults': { plan: aPlan({ seed }), applicants: 11 },
  'every function fails once': { plan: aPlan({ seed, functions: 'fail-once' }), applicants: 22 },
  'every function fails twice': { plan: aPlan({ seed, functions: 'fail-twice' }), applicants: 22 },
  'functions fail at random': { plan: aPlan({ seed, functions: 'fail-at-random' }), applicants: 33 },
  'the stream repeats itself and mixes rows': { plan: aPlan({ seed, stream: 'unruly' }), applicants: 33 },
  'wake-ups are lost': { plan: aPlan({ seed, wakes: 'are-lost' }), applicants: 22 },
  'mail falters': { plan: aPlan({ seed, mail: 'falters' }), applicants: 33 },
  'the home is killed': { plan: aPlan({ seed }), applicants: 50, kills: 25 },
  'all at once': {
    plan: aPlan({ seed, functions: 'fail-at-random', stream: 'unruly', wakes: 'are-lost', mail: 'falters' }),
    applicants: 50,
    kills: 15,
  },
};

/** Homes that do wrong what the service never does: the verdict must say so, or it is worth nothing. */
const BROKEN = (['mails-twice', 'swallows-mail', 'never-wakes', 'never-sweeps'] as const).map(
  (broken) =>
    [
      `broken: ${broken}`,
      { plan: aPlan({ seed, broken, wakes: broken === 'never-sweeps' ? 'are-lost' : 'arrive' }), applicants: 11 },
    ] as const,
);

const chosen = [...Object.entries(ORDEALS), ...BROKEN].filter(([name]) => name.includes(only));
if (chosen.length === 0) console.log(`no ordeal is called "${only}"`);
let failed = chosen.length === 0 ? 1 : 0;
for (const [name, ordeal] of chosen) {
  const folder = await mkdtemp(join(tmpdir(), 'faults-'));
  const { faults, figures } = await endure({ folder, ...ordeal });
  const isBroken = ordeal.plan.broken !== 'none';
  const asItShouldBe = isBroken === faults.length > 0;
  console.log(`${asItShouldBe ? 'ok  ' : 'BAD '} ${name}: ${JSON.stringify(figures)}`);
  for (const fault of isBroken ? faults.slice(0, 2) : faults) console.log(`     ${fault}`);
  // what a failed ordeal left is needed to see why
  if (asItShouldBe) await rm(folder, { recursive: true });
  else console.log(`     its home is kept in ${folder}`);
  failed += asItShouldBe ? 0 : 1;
}
process.exitCode = failed === 0 ? 0 : 1;
