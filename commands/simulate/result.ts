import * as z from 'zod';
import { getManifest } from '../../functions/store/directory-manifest-row.ts';
import { costOf } from '../cost/cost.ts';
import { withPages } from '../cost/pages.ts';
import { type Usage, usageSchema, usedSince } from '../cost/recording.ts';
import type { SimulationFolder } from './folder.ts';
import { violations } from './invariants.ts';
import { ownMemoryMb } from './own-memory.ts';
import type { Stage } from './stage.ts';
import { type Counts, count, readCases } from './tally.ts';

/** What a simulation ends with: counts, and what the run took. */
export interface Result extends Counts {
  readonly seed: number;
  readonly programme: string;
  readonly round: string;
  readonly transitionsPerApplication: number;
  /** In US dollars, without mail; with the pages that people would have used, and its share of the sweeps. */
  readonly costPerApplicationUsd: number;
  readonly simulatedDays: number;
  /** Of real time, the start of the home among it. */
  readonly seconds: number;
  /**
   * Of the home's process, of this command at its end (the program that both run counted once), and of records that are kept
   * in memory; the DynamoDB engine is a process of its own.
   */
  readonly peakMemoryMb: number;
  readonly invariantViolations: number;
}

/** What the home counts, and some of it has no price. */
const countedSchema = usageSchema.extend({ openExecutions: z.int(), peakMemoryMb: z.number() });

export const readUsage = ({ home }: Pick<Stage, 'home'>) => home.usage(countedSchema);

const DAY = 86_400_000;

interface Taken {
  readonly seed: number;
  readonly published: number;
  readonly used: Usage;
  readonly seconds: number;
  readonly recordsMb: number;
}

/**
 * Counts by the rows, looks at what must hold, and keeps what was asked of AWS's services in `recording.json`.
 *
 * @param published entries of the directory before
 * @param used what had been asked of AWS's services before
 * @param recordsMb what records take that are kept in memory
 */
export async function readResult(
  stage: Stage,
  folder: SimulationFolder,
  { seed, published, used: before, seconds, recordsMb }: Taken,
): Promise<{ result: Result; broken: readonly string[] }> {
  const { home, round, programme } = stage;
  const cases = await readCases(home.desk.records, round.id);
  const counts = count(cases, (await publishedEntries(stage)) - published);
  const { openExecutions, peakMemoryMb, ...after } = await readUsage(stage);
  const used = usedSince(before, after);
  const recording = { recordedAt: home.now.toISOString(), applications: counts.applications, ...used };
  await folder.write('recording.json', recording);
  const { withoutMail, upkeep } = costOf(withPages(recording));
  const broken = violations(cases, counts, openExecutions);
  const result = {
    seed,
    programme: programme.id,
    round: round.id,
    ...counts,
    transitionsPerApplication: rounded(used.stateTransitions / counts.applications, 2),
    costPerApplicationUsd: rounded(withoutMail + upkeep / counts.applications, 7),
    simulatedDays: Math.round((home.now.getTime() - round.opens.instant.getTime()) / DAY),
    seconds: rounded(seconds, 1),
    peakMemoryMb: Math.ceil(peakMemoryMb + ownMemoryMb() + recordsMb),
    invariantViolations: broken.length,
  };
  return { result, broken };
}

/** How many entries the public directory has. */
export async function publishedEntries({ home }: Pick<Stage, 'home'>): Promise<number> {
  return (await getManifest(home.desk.records))?.entries ?? 0;
}

const rounded = (number: number, digits: number) => Number(number.toFixed(digits));
