import { IN_PROGRESS_STATES } from '../../../domain/application.ts';
import { getCase } from '../../store/case-row.ts';
import { rowKeys } from '../../store/keys.ts';
import { putTask, taskRow } from '../../store/task-row.ts';
import type { Desk } from '../desk.ts';

/**
 * Has staff look at a case that is not decided when its round's decisions are due. Once for each due date: what they have
 * settled stays settled.
 */
export async function noteUndecided(
  { records, at }: Pick<Desk, 'records' | 'at'>,
  reference: string,
  dueAt: Date,
): Promise<void> {
  const { state, body, round } = await getCase(records, reference);
  if (!IN_PROGRESS_STATES.some((open) => open === state)) return;
  const noted = await records.get(rowKeys.task(reference, 'decision-overdue', round), taskRow);
  if (noted && new Date(noted.at) >= dueAt) return;
  await records.transact([putTask(reference, body, 'decision-overdue', round, at)]);
}
