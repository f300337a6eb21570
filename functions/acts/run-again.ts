import { IN_PROGRESS_STATES } from '../../domain/application.ts';
import { executionWord } from '../start-workflows/execution-word.ts';
import { type Starting, startRun } from '../start-workflows/start-run.ts';
import { CaseMovedOnError, changeCase, getCase } from '../store/case-row.ts';
import type { Actor } from '../store/event-row.ts';
import type { Records, Write } from '../store/records.ts';
import { closeTask, openTasks, TaskMovedOnError } from '../store/task-row.ts';
import { type Desk, decideAnew } from './desk.ts';
import { NotNowError, ReasonMissingError } from './refusals.ts';
import { recordFact } from './timeline.ts';

/**
 * Starts a new run of a case's workflow when none runs: it goes on where the rows say. One that runs is left alone, for two
 * would do the same work; what it was not told, the sweep tells it. Until the new run is known to have started, the sweep
 * looks after the case.
 *
 * @throws NotNowError `ended` or `runs`
 * @throws ReasonMissingError
 */
export async function runAgain(
  { records, at, workflows, stateMachineArn }: Desk & Starting,
  { reference, by, reason }: { readonly reference: string; readonly by: Actor; readonly reason: string },
): Promise<void> {
  if (reason.trim() === '') throw new ReasonMissingError();
  const next = await decideAnew([CaseMovedOnError, TaskMovedOnError], async () => {
    const row = await getCase(records, reference);
    if (!IN_PROGRESS_STATES.some((open) => open === row.state)) throw new NotNowError('ended');
    const word = await executionWord({ workflows, stateMachineArn }, row);
    if (word === 'runs') throw new NotNowError('runs');
    const run = word === 'over' ? row.run + 1 : row.run;
    await records.transact([
      changeCase(row, { run }, ['stopped'], at),
      ...(await closeStopped(records, reference)),
      ...recordFact(reference, at, { who: by, what: 'run-again', words: reason }),
    ]);
    return run;
  });
  await startRun({ workflows, stateMachineArn }, { reference, run: next });
}

/** Every task about a run that stopped: the sweep has put newer runs in the place of the first of them. */
async function closeStopped(records: Records, reference: string): Promise<Write[]> {
  const stopped = (await openTasks(records, reference)).filter(({ task }) => task === 'workflow-stopped');
  return (await Promise.all(stopped.map(({ task, subject }) => closeTask(records, reference, task, subject)))).flat();
}
