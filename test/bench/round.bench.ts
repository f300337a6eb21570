import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import * as z from 'zod';
import type { Figure } from './figure.ts';

const FULL = 2000;
/** Sweeps of a hundred days cost the same for ten applications as for thousands: shared by few they are most of the bill. */
const MANY = 500;

/** What `npm run simulate -- --json` prints, as far as the design has budgets for it. */
const simulation = z.object({
  applications: z.int(),
  transitionsPerApplication: z.number(),
  costPerApplicationUsd: z.number(),
  seconds: z.number(),
  peakMemoryMb: z.number(),
  invariantViolations: z.int(),
});

/**
 * A whole simulated round: a small one of `BENCH_APPLICATIONS` (50), or the one whose output is in the file
 * `BENCH_SIMULATION`. Time and memory have budgets for 2,000 applications only.
 */
export async function measure(): Promise<Figure[]> {
  const { BENCH_APPLICATIONS = '50', BENCH_SIMULATION } = process.env;
  const args = ['run', '--silent', 'simulate', '--', '--json', '--applications', BENCH_APPLICATIONS];
  const printed =
    BENCH_SIMULATION === undefined
      ? (await promisify(execFile)('npm', args)).stdout
      : readFileSync(BENCH_SIMULATION, 'utf8');
  const result = simulation.parse(JSON.parse(printed.slice(printed.indexOf('{'))));
  if (result.invariantViolations > 0) throw new Error('something is as it must never be: the figures say nothing');
  const round = `a simulated round of ${result.applications}`;
  const isFull = result.applications >= FULL;
  const isMany = result.applications >= MANY;
  return [
    {
      name: `state transitions per application, ${round}`,
      value: result.transitionsPerApplication,
      unit: '',
      budget: '12',
    },
    {
      name: `AWS cost per application without mail, ${round}`,
      value: result.costPerApplicationUsd,
      unit: '$',
      ...(isMany && { budget: '0.0006' }),
    },
    { name: `time of ${round}`, value: Math.round(result.seconds), unit: 's', ...(isFull && { budget: '300' }) },
    {
      name: `memory of ${round}`,
      value: Math.round(result.peakMemoryMb),
      unit: 'MB',
      ...(isFull && { budget: '1024' }),
    },
  ];
}
