import { choice } from './choice.ts';
import { fail } from './fail.ts';
import { join } from './join.ts';
import { leave } from './leave.ts';
import { map } from './map.ts';
import { parallel } from './parallel.ts';
import { attempt } from './recovery.ts';
import type { Run } from './run.ts';
import type { Strand } from './strand.ts';
import { callStarted, task } from './task.ts';
import { wait } from './wait.ts';

/** States done in one turn: more are left to the next, so that one execution does not hold up the others. */
const STATES_PER_TURN = 100;

/** Moves all that can be moved on, until every strand waits for something or the turn has done enough. */
export async function advance(run: Run): Promise<void> {
  for (let done = 0; run.running; ) {
    const ended = run.ended.shift();
    if (ended !== undefined) {
      await join(run, ended);
      continue;
    }
    if (done === STATES_PER_TURN) break;
    const strand = run.ready.shift();
    if (strand === undefined) break;
    // it may have been aborted since
    if (strand.phase !== 'ready' && strand.phase !== 'again') continue;
    await attempt(run, strand, () => step(run, strand));
    done++;
  }
  // AWS reports calls as started after all that could be done without them
  if (run.running) for (const strand of run.calling) callStarted(run, strand);
}

async function step(run: Run, strand: Strand): Promise<void> {
  if (strand.phase === 'ready') enter(run, strand);
  await work(run, strand);
}

function enter(run: Run, strand: Strand): void {
  const { state, last } = strand.position;
  const details = { name: state, input: JSON.stringify(strand.data.input) };
  const event = run.emit(strand, `${run.state(strand).Type}StateEntered`, details);
  strand.position.entered = { event, before: last, at: run.now() };
}

/** Does a state's work, or begins it; done once more for every retry and redrive. */
export async function work(run: Run, strand: Strand): Promise<void> {
  const state = run.state(strand);
  switch (state.Type) {
    case 'Task':
      return task(run, strand, state);
    case 'Pass':
    case 'Succeed':
      return leave(run, strand, state, strand.data.input);
    case 'Choice':
      return choice(run, strand, state);
    case 'Wait':
      return wait(run, strand, state);
    case 'Fail':
      return fail(run, strand, state);
    case 'Parallel':
      return parallel(run, strand, state);
    case 'Map':
      return map(run, strand, state);
  }
}
