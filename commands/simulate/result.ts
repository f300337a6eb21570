import * as z from 'zod';
import { getManifest } from '../../functions/store/directory-manifest-row.ts';
import { costOf } from '../cost/cost.ts';
import { withPages } from '../cost/pages.ts';
import { recordingSchema } from '../cost/recording.ts';
import type { SimulationFolder } from './folder.ts';
import { violations } from './invariants.ts';
import type { Stage } from './stage.ts';
import { type Counts, count, readCases } from './tally.ts';

/** What a simulation ends with: counts, and what the run took. */
export interface Result extends Counts {
  readonly seed: number;
  readonly programme: string;
  readonly round: string;
  readonly transitionsPerApplication: number;
  /** In US dollars, without mail; with the pages that people would have used. */
  readonly costPerApplicationUsd: number;
  readonly simulatedDays: number;
  /** Of real time, the start of the home among it. */
  readonly seconds: number;
  /** Of the home's process, and of this command at its end; the DynamoDB engine is a process of its own. */
  readonly peakMemoryMb: number;
  readonly invariantViolations: number;
}

/** What the home counts besides what has a price. */
const usageSchema = recordingSchema
  .omit({ recordedAt: true, applications: true })
  .extend({ openExecutions: z.int(), peakMemoryMb: z.number() });
export type Usage = z.infer<typeof usageSchema>;

export const readUsage = ({ home }: Pick<Stage, 'home'>): Promise<Usage> => home.usage(usageSchema);

const DAY = 86_400_000;
const MEGABYTE = 2 ** 20;

/**
 * Counts by the rows, looks at what must hold, and keeps what was asked of AWS's services in `recording.json`.
 *
 * @param published entries of the directory before
 */
export async function readResult(
  stage: Stage,
  folder: SimulationFolder,
  { seed, published, seconds }: { readonly seed: number; readonly published: number; readonly seconds: number },
): Promise<{ result: Result; broken: readonly string[] }> {
  const { home, round, programme } = stage;
  const cases = await readCases(home.desk.records, round.id);
  const counts = count(cases, (await publishedEntries(stage)) - published);
  const { openExecutions, peakMemoryMb, ...used } = await readUsage(stage);
  const recording = { recordedAt: home.now.toISOString(), applications: counts.applications, ...used };
  await folder.write('recording.json', recording);
  const broken = violations(cases, counts, openExecutions);
  const result = {
    seed,
    programme: programme.id,
    round: round.id,
    ...counts,
    transitionsPerApplication: rounded(used.stateTransitions / counts.applications, 2),
    costPerApplicationUsd: rounded(costOf(withPages(recording)).withoutMail, 7),
    simulatedDays: Math.round((home.now.getTime() - round.opens.instant.getTime()) / DAY),
    seconds: rounded(seconds, 1),
    peakMemoryMb: Math.ceil(peakMemoryMb + process.memoryUsage.rss() / MEGABYTE),
    invariantViolations: broken.length,
  };
  return { result, broken };
}

/** How many entries the public directory has. */
export async function publishedEntries({ home }: Pick<Stage, 'home'>): Promise<number> {
  return (await getManifest(home.desk.records))?.entries ?? 0;
}

const rounded = (number: number, digits: number) => Number(number.toFixed(digits));
