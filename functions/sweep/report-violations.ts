import { rowKeys } from '../store/keys.ts';
import { isOpenTask, putRoundTask, putTask } from '../store/task-row.ts';
import type { Violation } from './invariants/violation.ts';
import type { Sweeping } from './sweeping.ts';

/** Puts what could not be repaired before the staff: one open task for each, however often it is found. */
export async function reportViolations(
  { records, at }: Pick<Sweeping, 'records' | 'at'>,
  violations: readonly Violation[],
): Promise<void> {
  for (const { rule, of, subject, repaired } of violations) {
    if (repaired || !of) continue;
    const isCase = 'reference' in of;
    const key = isCase ? rowKeys.task(of.reference, rule, subject) : rowKeys['round-task'](of.round, rule, subject);
    if (await isOpenTask(records, key)) continue;
    const task = isCase
      ? putTask(of.reference, of.body, rule, subject, at)
      : putRoundTask(of.round, of.body, rule, subject, at);
    await records.transact([task]);
  }
}
