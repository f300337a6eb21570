import { IN_PROGRESS_STATES } from '../../domain/application.ts';
import { startRun } from '../start-workflows/start-run.ts';
import { CaseMovedOnError, changeCase, getCase } from '../store/case-row.ts';
import type { Key } from '../store/keys.ts';
import { putTask } from '../store/task-row.ts';
import { referenceOf, type Sweeping } from './sweeping.ts';

/**
 * Sees to it that a workflow runs for a case: one that the stream did not start is started, and after one that stopped, or
 * ended without having taken the case on, comes a new run, which goes on where the rows say.
 */
export async function takeUpCase(sweeping: Sweeping, key: Key): Promise<void> {
  const { records, at } = sweeping;
  const row = await getCase(records, referenceOf(key));
  const { reference, body, run, stopped, state } = row;
  if (!IN_PROGRESS_STATES.some((open) => open === state)) return forget(sweeping, key);
  if (stopped === undefined && (await startRun(sweeping, row)) === 'started') return;
  try {
    await records.transact([
      changeCase(row, { run: run + 1 }, ['stopped', 'duePk', 'dueSk']),
      putTask(reference, body, 'workflow-stopped', String(run), at),
    ]);
  } catch (error) {
    // it has gone on meanwhile
    if (!(error instanceof CaseMovedOnError)) throw error;
    return;
  }
  await startRun(sweeping, { reference, run: run + 1 });
}

/** What is over needs no workflow. */
async function forget({ records }: Sweeping, key: Key): Promise<void> {
  const row = await getCase(records, referenceOf(key));
  await records.transact([changeCase(row, {}, ['stopped', 'duePk', 'dueSk'])]);
}
