import { execFile } from 'node:child_process';
import { isDeepStrictEqual, promisify } from 'node:util';
import * as z from 'zod';
import { readRunOptions, wholeNumber } from '../run-options.ts';

/**
 * Simulates a round twice with the same seed. Exit code 1 when the counts differ, do not add up, or something is not as it
 * must be. Each run takes about a minute of processor time and more, for its nine weeks of sweeps; so it is no part of
 * `npm test`.
 */
const round = readRunOptions('npm run same-seed [-- --applications 24 --programme lle --seed 7]', {
  applications: wholeNumber(1).default(24),
  programme: z.string().default('lle'),
  seed: wholeNumber(0).default(7),
});

/** What the run took is left out, and what the number of tries of a busy machine may change. */
const counts = z.object({
  programme: z.string(),
  round: z.string(),
  applications: z.int(),
  drafts: z.int(),
  submitted: z.int(),
  ineligible: z.int(),
  reviewed: z.int(),
  notEndorsed: z.int(),
  declined: z.int(),
  designated: z.int(),
  withdrawn: z.int(),
  notSubmitted: z.int(),
  published: z.int(),
  messages: z.object({ owed: z.int(), sent: z.int(), bounced: z.int() }),
  simulatedDays: z.int(),
  invariantViolations: z.int(),
});
type Counts = z.infer<typeof counts>;

async function simulate(): Promise<Counts> {
  const options = Object.entries(round).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const { stdout } = await promisify(execFile)('npm', ['run', '--silent', 'simulate', '--', ...options, '--json'], {
    env: { ...process.env, CLOCK_START: '2026-08-31T09:00:00Z' },
  });
  return counts.parse(JSON.parse(stdout));
}

function faultsOf(one: Counts): string[] {
  const { applications, submitted, notSubmitted, ineligible, notEndorsed, declined, designated, withdrawn } = one;
  const sums = {
    'applications = submitted + notSubmitted': applications === submitted + notSubmitted,
    'submitted = ineligible + notEndorsed + declined + designated + withdrawn':
      submitted === ineligible + notEndorsed + declined + designated + withdrawn,
    'drafts = notSubmitted': one.drafts === notSubmitted,
    'published ≤ designated': one.published <= designated,
    'invariantViolations = 0': one.invariantViolations === 0,
  };
  return Object.entries(sums).flatMap(([rule, holds]) => (holds ? [] : [`not so: ${rule}`]));
}

const runs = [await simulate(), await simulate()] as const;
for (const run of runs) console.log(JSON.stringify(run));
const faults = [...runs.flatMap(faultsOf), ...(isDeepStrictEqual(...runs) ? [] : ['the two runs differ'])];
console.log(faults.length === 0 ? 'equal' : faults.join('\n'));
process.exitCode = faults.length === 0 ? 0 : 1;
