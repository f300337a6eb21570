import { refusals } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { parseJson } from '../json.ts';
import type { Execution } from '../store/executions.ts';
import type { TokenContent } from '../tokens.ts';
import { work } from './advance.ts';
import { HEARTBEAT_MISSED, TIMED_OUT } from './failure.ts';
import { attempt } from './recovery.ts';
import type { Run } from './run.ts';
import type { Strand } from './strand.ts';
import { callReturned, dueAt, type Outcome, taskEnded } from './task.ts';
import { resourceOf } from './task-events.ts';
import { waited } from './wait.ts';

/*
 * What comes to a strand from outside its execution. Each may come late, twice, or after the strand was aborted, and
 * then changes nothing.
 */

/** A call made for a strand has returned. */
export async function onCallReturned(run: Run, id: number, callId: string, outcome: Outcome): Promise<void> {
  const strand = run.strand(id);
  if (!run.running || strand?.phase !== 'calling' || strand.position.call?.id !== callId) return;
  const state = run.state(strand);
  if (state.Type === 'Task') await attempt(run, strand, () => callReturned(run, strand, state, outcome));
}

/** Somebody has answered for the holder of a token. @throws StatesApiError TaskTimedOut */
export async function onTokenAnswered(run: Run, token: TokenContent, outcome: Outcome): Promise<void> {
  const strand = holder(run, token);
  const state = run.state(strand);
  if (state.Type === 'Task') await attempt(run, strand, () => taskEnded(run, strand, state, outcome));
}

/** @throws StatesApiError TaskTimedOut */
export function onHeartbeat(run: Run, token: TokenContent): void {
  const strand = holder(run, token);
  const { call } = strand.position;
  if (call?.heartbeatMs === undefined) return;
  call.heartbeatAt = run.now() + call.heartbeatMs;
  run.move(strand, strand.phase, dueAt(call));
}

/** An execution that a strand may await has ended. */
export async function onExecutionEnded(run: Run, id: number, child: Execution): Promise<void> {
  const strand = run.strand(id);
  if (!run.running || strand?.phase !== 'awaiting-execution' || strand.awaits !== child.arn) return;
  const state = run.state(strand);
  if (state.Type !== 'Task') return;
  const output = describe(child, resourceOf(state).pattern === 'sync:2');
  const outcome: Outcome =
    child.status === 'SUCCEEDED'
      ? { ok: true, output }
      : { ok: false, failure: { error: 'States.TaskFailed', cause: JSON.stringify(output) } };
  await attempt(run, strand, () => taskEnded(run, strand, state, outcome));
}

/** The clock has reached the instant for which a strand waited. */
export async function onDue(run: Run, id: number): Promise<void> {
  const strand = run.strand(id);
  if (!run.running || strand?.dueAt === undefined || strand.dueAt > run.now()) return;
  const state = run.state(strand);
  if (strand.phase === 'pausing') {
    run.move(strand, 'again');
    await attempt(run, strand, () => work(run, strand));
  } else if (strand.phase === 'waiting' && state.Type === 'Wait') {
    await attempt(run, strand, () => waited(run, strand, state));
  } else if (state.Type === 'Task') {
    const late = (strand.position.call?.timeoutAt ?? Number.POSITIVE_INFINITY) <= run.now();
    if (strand.awaits !== undefined) run.orphans.push(strand.awaits);
    const failure = late ? TIMED_OUT : HEARTBEAT_MISSED;
    await attempt(run, strand, () => taskEnded(run, strand, state, { ok: false, failure }));
  }
}

function holder(run: Run, { strand: id, call }: TokenContent): Strand {
  const strand = run.strand(id);
  const current = strand?.position.call;
  const open = strand?.phase === 'calling' || strand?.phase === 'awaiting-token';
  if (!run.running || strand === undefined || !open || !current?.token || current.id !== call) {
    throw refusals.taskTimedOut();
  }
  return strand;
}

/** DescribeExecution's answer as a task's result: `.sync:2` reads the texts as JSON. */
function describe(child: Execution, parsed: boolean): JsonObject {
  const data = (text: string) => (parsed ? parseJson(text) : text);
  return {
    ...(child.cause !== null && { Cause: child.cause }),
    ...(child.error !== null && { Error: child.error }),
    ExecutionArn: child.arn,
    Input: data(child.input),
    InputDetails: { Included: true },
    Name: child.name,
    ...(child.output !== null && { Output: data(child.output), OutputDetails: { Included: true } }),
    RedriveCount: child.redrive_count,
    StartDate: child.started_at,
    StateMachineArn: child.machine,
    Status: child.status,
    StopDate: child.stopped_at,
  };
}
