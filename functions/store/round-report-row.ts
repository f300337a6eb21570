import * as z from 'zod';
import { APPLICATION_STATES } from '../../domain/application.ts';
import { FUNNEL, type RoundReport, STEPS, type StepId } from '../../domain/round-figures.ts';
import { rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';
import { putNew } from './row-update.ts';

const state = z.enum(APPLICATION_STATES);
const cases = z.int().nonnegative();
const ms = z.number().nonnegative();

/** What became of a round: numbers only. */
export const roundReportRow = z.object({
  kind: z.literal('round-report'),
  round: z.string(),
  madeAt: z.iso.datetime(),
  report: z.object({
    funnel: z.record(z.enum(FUNNEL), cases),
    states: z.array(z.object({ state, cases })),
    steps: z.array(z.object({ step: z.enum(STEPS.map(({ id }): StepId => id)), cases, medianMs: ms, p90Ms: ms })),
    reasons: z.array(z.object({ state, reason: z.string(), cases })),
  }) satisfies z.ZodType<RoundReport>,
});
export type RoundReportRow = z.infer<typeof roundReportRow>;

/** The report was made before. */
export class ReportMadeError extends Error {
  override readonly name = 'ReportMadeError';
}

export function getReport(records: Records, round: string): Promise<RoundReportRow | undefined> {
  return records.get(rowKeys['round-report'](round), roundReportRow);
}

export function putReport(round: string, report: RoundReport, at: Date): Write {
  const row = roundReportRow.parse({ kind: 'round-report', round, madeAt: at.toISOString(), report });
  return putNew({ ...rowKeys['round-report'](round), ...row }, () => new ReportMadeError(round));
}
