import { IN_PROGRESS_STATES } from '../../domain/application.ts';
import { executionWord } from '../start-workflows/execution-word.ts';
import { startRun } from '../start-workflows/start-run.ts';
import { CaseMovedOnError, type CaseRow, changeCase, getCase } from '../store/case-row.ts';
import { type Key, referenceOf } from '../store/keys.ts';
import type { Records, Write } from '../store/records.ts';
import { putTask } from '../store/task-row.ts';
import type { Sweeping } from './sweeping.ts';

/**
 * Sees to it that a workflow runs for a case: one that the stream did not start is started, and after one that stopped, or
 * ended without having taken the case on, comes a new run, which goes on where the rows say. Until that is sure, the case
 * stays due.
 */
export async function takeUpCase(sweeping: Sweeping, key: Key): Promise<void> {
  const { records, at } = sweeping;
  const row = await getCase(records, referenceOf(key));
  const { reference, body, run, stopped, state } = row;
  if (!IN_PROGRESS_STATES.some((open) => open === state)) return forget(records, row);
  const word = stopped === undefined ? await executionWord(sweeping, row) : 'over';
  if (word === 'runs') return state === 'submitted' ? undefined : forget(records, row);
  if (word === 'over') {
    const task = putTask(reference, body, 'workflow-stopped', String(run), at);
    const isNext = await unlessMovedOn(records, [changeCase(row, { run: run + 1 }, ['stopped']), task]);
    if (!isNext) return;
  }
  await startRun(sweeping, { reference, run: word === 'over' ? run + 1 : run });
}

/** What is over needs no workflow, and what is in hand no look. */
async function forget(records: Records, row: CaseRow): Promise<void> {
  await unlessMovedOn(records, [changeCase(row, {}, ['stopped', 'duePk', 'dueSk'])]);
}

async function unlessMovedOn(records: Records, writes: readonly Write[]): Promise<boolean> {
  try {
    await records.transact(writes);
    return true;
  } catch (error) {
    if (!(error instanceof CaseMovedOnError)) throw error;
    return false;
  }
}
