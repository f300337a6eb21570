import { eraseCase, wentOn } from '../../functions/acts/erasing/erase-case.ts';
import { planCase } from '../../functions/acts/erasing/plan-case.ts';
import type { Erasure } from '../../functions/acts/erasing/plan-row.ts';
import type { Records } from '../../functions/store/records.ts';
import { type Due, findDue, roundsToLookAt } from './find-due.ts';

/** What goes, or went. */
export interface Erased {
  /** With the instant since which each was not to be kept. */
  readonly cases: readonly { readonly reference: string; readonly since: Date }[];
  /** Rows by kind. */
  readonly rows: ReadonlyMap<string, number>;
  /** Cases that changed meanwhile, and were left for the next run. */
  readonly wentOn: readonly string[];
}

export interface ErasureRun {
  readonly records: Records;
  readonly now: Date;
  /** Only of this round. */
  readonly round?: string | undefined;
}

/**
 * What would go. Changes nothing.
 *
 * @throws RoundNotFoundError
 */
export async function planErasure(run: ErasureRun): Promise<Erased> {
  const due = await allDue(run);
  const gone = new Set(due.map((one) => one.case.reference));
  const plans = new Map<string, Erasure[]>();
  for (const { case: row } of due) plans.set(row.reference, await planCase(run.records, row, gone));
  return tally(due, plans, []);
}

/**
 * Erases what `planErasure` finds, case by case.
 *
 * @throws RoundNotFoundError
 */
export async function runErasure(run: ErasureRun): Promise<Erased> {
  const due = await allDue(run);
  const plans = new Map<string, Erasure[]>();
  const left: string[] = [];
  for (const { case: row } of due) {
    try {
      plans.set(row.reference, await eraseCase(run.records, row.reference, run.now));
    } catch (error) {
      if (!wentOn(error)) throw error;
      left.push(row.reference);
    }
  }
  return tally(due, plans, left);
}

async function allDue({ records, now, round }: ErasureRun): Promise<Due[]> {
  const due: Due[] = [];
  for (const one of await roundsToLookAt(records, round)) {
    due.push(...(await Array.fromAsync(findDue(records, one, now))));
  }
  return due;
}

/** Counts each row once, and only the cases of which something goes. */
function tally(due: readonly Due[], plans: ReadonlyMap<string, readonly Erasure[]>, left: readonly string[]): Erased {
  const erasures = [...plans.values()].flat();
  const kinds = new Map(erasures.map(({ kind, key }) => [`${key.pk} ${key.sk}`, kind]));
  const rows = new Map<string, number>();
  for (const kind of kinds.values()) rows.set(kind, (rows.get(kind) ?? 0) + 1);
  const cases = due
    .filter((one) => (plans.get(one.case.reference)?.length ?? 0) > 0)
    .map((one) => ({ reference: one.case.reference, since: one.since }));
  return { cases, rows, wentOn: left };
}
