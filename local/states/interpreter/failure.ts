import type { JsonObject } from '../json.ts';

/** How a state failed, as `$states.errorOutput` and the execution show it. */
export interface Failure {
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
  /** Further names under which a Retry or Catch may know it. */
  readonly alias?: string | undefined;
  /** Whether it was the clock that ended a task. */
  readonly timedOut?: true;
}

/** Ends the work on a state; Retry and Catch of the state decide what follows. */
export class StateFailure extends Error {
  override readonly name = 'StateFailure';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.cause ?? failure.error ?? 'failed');
    this.failure = failure;
  }
}

/** The execution has no room for another event: nothing in the workflow can catch this. */
export class HistoryFullError extends Error {
  override readonly name = 'HistoryFullError';
}

/** A heartbeat that does not come is a time-out too; AWS names both the same in history. */
export const TIMED_OUT: Failure = { error: 'States.Timeout', timedOut: true };
export const HEARTBEAT_MISSED: Failure = { ...TIMED_OUT, alias: 'States.HeartbeatTimeout' };

export function dataLimitExceeded(what: string): Failure {
  return {
    error: 'States.DataLimitExceeded',
    cause: `The state/task '${what}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  };
}

/** `$states.errorOutput`; the nulls and the empty cause are as AWS was seen to give them. */
export function errorOutput({ error, cause, timedOut }: Failure): JsonObject {
  return { Error: error ?? null, Cause: cause ?? (timedOut ? '' : null) };
}

/** `error` and `cause` as events carry them: absent when there are none. */
export function errorDetails({ error, cause }: Failure): JsonObject {
  return { ...(error !== undefined && { error }), ...(cause !== undefined && { cause }) };
}

/**
 * Whether a list of error names takes a failure. Against its documentation, AWS was seen to let `States.ALL` take
 * `States.DataLimitExceeded` too.
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html#error-handling-error-representation
 */
export function takes(names: readonly string[], { error, alias }: Failure): boolean {
  if (error === 'States.Runtime') return false;
  return names.some(
    (name) =>
      name === 'States.ALL' ||
      (name === 'States.TaskFailed' && error !== 'States.Timeout') ||
      (error !== undefined && name === error) ||
      (alias !== undefined && name === alias),
  );
}
