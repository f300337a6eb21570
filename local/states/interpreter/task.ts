import type { TaskState } from '../definition/language.ts';
import type { Json, JsonObject } from '../json.ts';
import { type Bindings, EvaluationError, evaluate, evaluateTo, isNumber, isString } from '../jsonata/evaluate.ts';
import type { Template } from '../jsonata/template.ts';
import { exceedsDataLimit, MAX_SECONDS } from '../limits.ts';
import { bindings } from './context.ts';
import { dataLimitExceeded, type Failure, StateFailure } from './failure.ts';
import { leave, withinDataLimit } from './leave.ts';
import type { Run } from './run.ts';
import type { Call, Strand } from './strand.ts';
import { nameInMessages, report, reportFailure, resourceOf } from './task-events.ts';

/** How a call or a task ended. */
export type Outcome = { readonly ok: true; readonly output: Json } | { readonly ok: false; readonly failure: Failure };

/**
 * Prepares the task's call, which is made once this turn is committed.
 * https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html
 */
export async function task(run: Run, strand: Strand, state: TaskState): Promise<void> {
  const resource = resourceOf(state);
  const token = resource.pattern === 'token';
  const id = run.newCallId();
  // the token can be read in Arguments
  strand.position.call = { id, token };
  const scope = bindings(run, strand);
  const input = state.Arguments === undefined ? strand.data.input : await evaluate(state.Arguments, scope);
  const text = withinDataLimit(input, strand.position.state);
  const timeout = await secondsOf(state.TimeoutSeconds, 'TimeoutSeconds', scope);
  const heartbeat = await secondsOf(state.HeartbeatSeconds, 'HeartbeatSeconds', scope);
  const roleArn = state.Credentials && (await evaluateTo(state.Credentials.RoleArn, scope, 'string', isString));
  const times: JsonObject = {
    ...(timeout !== undefined && { timeoutInSeconds: timeout }),
    ...(heartbeat !== undefined && { heartbeatInSeconds: heartbeat }),
    ...(roleArn !== undefined && { taskCredentials: { roleArn } }),
  };
  if (resource.kind === 'function')
    report(run, strand, state, 'Scheduled', { resource: resource.arn, input: text, ...times });
  else report(run, strand, state, 'Scheduled', { region: run.around.region, parameters: text, ...times });
  const now = run.now();
  // only a token's holder can beat
  const heartbeatMs = token && heartbeat !== undefined ? heartbeat * 1000 : undefined;
  const call: Call = {
    id,
    token,
    timeoutAt: timeout && now + timeout * 1000,
    heartbeatMs,
    heartbeatAt: heartbeatMs && now + heartbeatMs,
  };
  strand.position.call = call;
  strand.data.arguments = input;
  run.change(strand);
  run.move(strand, 'calling', dueAt(call));
  run.calling.push(strand);
}

/** Reports the call as started, unless its strand was stopped in the same turn. */
export function callStarted(run: Run, strand: Strand): void {
  const state = run.state(strand);
  if (strand.phase === 'calling' && state.Type === 'Task') report(run, strand, state, 'Started');
}

/** The instant at which a call is given up if nothing happens before. */
export function dueAt({ timeoutAt, heartbeatAt }: Call): number | undefined {
  if (timeoutAt === undefined || heartbeatAt === undefined) return timeoutAt ?? heartbeatAt;
  return Math.min(timeoutAt, heartbeatAt);
}

/** The call has returned: the task is done, or goes on elsewhere. */
export async function callReturned(run: Run, strand: Strand, state: TaskState, outcome: Outcome): Promise<void> {
  const { pattern } = resourceOf(state);
  const { call } = strand.position;
  if (!outcome.ok || pattern === 'request' || call === undefined) return taskEnded(run, strand, state, outcome);
  report(run, strand, state, 'Submitted', { output: JSON.stringify(outcome.output) });
  if (pattern === 'token') return run.move(strand, 'awaiting-token', dueAt(call));
  strand.awaits = (outcome.output as { ExecutionArn: string }).ExecutionArn;
  run.awaiting.push(strand.awaits);
  run.move(strand, 'awaiting-execution', dueAt(call));
}

/** @throws StateFailure, EvaluationError */
export async function taskEnded(run: Run, strand: Strand, state: TaskState, outcome: Outcome): Promise<void> {
  if (!outcome.ok) return taskFailed(run, strand, state, outcome.failure);
  const text = JSON.stringify(outcome.output);
  if (exceedsDataLimit(text)) return taskFailed(run, strand, state, dataLimitExceeded(nameInMessages(state)));
  report(run, strand, state, 'Succeeded', { output: text });
  await leave(run, strand, state, outcome.output, { result: outcome.output });
}

function taskFailed(run: Run, strand: Strand, state: TaskState, failure: Failure): never {
  reportFailure(run, strand, state, failure);
  throw new StateFailure(failure);
}

async function secondsOf(template: Template | undefined, field: string, scope: Bindings): Promise<number | undefined> {
  if (template === undefined) return undefined;
  const seconds = await evaluateTo(template, scope, 'number', isNumber);
  if (Number.isInteger(seconds) && seconds > 0 && seconds <= MAX_SECONDS) return seconds;
  throw new EvaluationError(
    `The ${field} field must be a whole number from 1 to ${MAX_SECONDS} but was: ${seconds}`,
    field,
  );
}
