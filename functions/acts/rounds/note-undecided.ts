import { IN_PROGRESS_STATES } from '../../../domain/application.ts';
import { getCase } from '../../store/case-row.ts';
import { putTask } from '../../store/task-row.ts';
import type { Desk } from '../desk.ts';

/** Has staff look at a case that is not decided when its round's decisions are due. */
export async function noteUndecided({ records, at }: Pick<Desk, 'records' | 'at'>, reference: string): Promise<void> {
  const { state, body, round } = await getCase(records, reference);
  if (!IN_PROGRESS_STATES.some((open) => open === state)) return;
  await records.transact([putTask(reference, body, 'decision-overdue', round, at)]);
}
