import type { Records } from '../store/records.ts';
import { getReport } from '../store/round-report-row.ts';
import { listRounds } from '../store/round-row.ts';
import { printDuration } from './report-view.ts';

/** How long it took from sending an application to its result, in words: "11 days". */
export interface EarlierTimes {
  /** Half of the applicants waited no longer. */
  readonly half: string;
  /** Nine of ten waited no longer. */
  readonly most: string;
}

/** What the last completed round of a programme promises of the next; nothing before the first. */
export async function earlierTimes(records: Records, programme: string): Promise<EarlierTimes | undefined> {
  const rounds = (await listRounds(records, programme)).filter(({ state }) => state === 'completed');
  for (const { id } of rounds.toReversed()) {
    const whole = (await getReport(records, id))?.report.steps.find(({ step }) => step === 'whole');
    if (whole) return { half: printDuration(whole.medianMs), most: printDuration(whole.p90Ms) };
  }
  return undefined;
}
