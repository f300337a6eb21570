import type { Recovering, Retrier, State } from '../definition/language.ts';
import { EvaluationError } from '../jsonata/evaluate.ts';
import { abortChildren } from './abort.ts';
import { endUnsuccessfully } from './ending.ts';
import { errorOutput, type Failure, StateFailure, takes } from './failure.ts';
import { leave } from './leave.ts';
import type { Run } from './run.ts';
import type { Strand } from './strand.ts';

/** Does something for a state; when it fails, the state's Retry and Catch say what follows. */
export async function attempt(run: Run, strand: Strand, work: () => Promise<void> | void): Promise<void> {
  try {
    await work();
  } catch (error) {
    await recover(run, strand, toFailure(run, strand, error));
  }
}

/**
 * Decides what follows a failed state: another attempt, the way of a catcher, or the failure of what is around it.
 *
 * @param failedChild the branch or iteration that failed and so the state with it
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
export async function recover(run: Run, strand: Strand, failure: Failure, failedChild?: Strand): Promise<void> {
  const state = run.state(strand);
  if (strand.position.children !== undefined) abortChildren(run, strand, failedChild);
  const rules: Recovering = 'Retry' in state || 'Catch' in state ? state : {};
  if (retry(run, strand, rules, failure)) return;
  if (state.Type === 'Parallel' || state.Type === 'Map') run.emit(strand, `${state.Type}StateFailed`);
  const catcher = rules.Catch?.find(({ ErrorEquals }) => takes(ErrorEquals, failure));
  if (catcher === undefined) return fail(run, strand, failure, failedChild);
  try {
    const caught = errorOutput(failure);
    await leave(run, strand, catcher, caught, { errorOutput: caught });
  } catch (error) {
    fail(run, strand, toFailure(run, strand, error));
  }
}

/** Plans another attempt, if a retrier takes the failure and has one left. */
function retry(run: Run, strand: Strand, { Retry = [] }: Recovering, failure: Failure): boolean {
  const index = Retry.findIndex(({ ErrorEquals }) => takes(ErrorEquals, failure));
  const retrier = Retry[index];
  if (retrier === undefined) return false;
  const retries = Retry.map((_, other) => strand.position.retries?.[other] ?? 0);
  const used = retries[index] ?? 0;
  if (used >= (retrier.MaxAttempts ?? 3)) return false;
  retries[index] = used + 1;
  strand.position.retries = retries;
  run.dropChildren(strand);
  run.move(strand, 'pausing', run.now() + pauseMs(retrier, used));
  return true;
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html#error-handling-retrying-after-an-error */
export function pauseMs(
  { IntervalSeconds = 1, BackoffRate = 2, MaxDelaySeconds = Infinity, JitterStrategy }: Retrier,
  used: number,
): number {
  const seconds = Math.min(IntervalSeconds * BackoffRate ** used, MaxDelaySeconds);
  return Math.round((JitterStrategy === 'FULL' ? Math.random() * seconds : seconds) * 1000);
}

/** Nothing in the strand's own scope takes the failure. */
function fail(run: Run, strand: Strand, failure: Failure, failedChild?: Strand): void {
  // a redrive goes on where the failure arose: here, unless a branch or iteration brought it
  if (failedChild === undefined) run.move(strand, 'stopped');
  if (strand.parent === undefined) endUnsuccessfully(run, 'FAILED', failure, strand.position.last);
  else run.ended.push({ strand, failure });
}

/** Reports a failed expression in the history, as AWS does before the state itself fails. */
function toFailure(run: Run, strand: Strand, error: unknown): Failure {
  if (error instanceof StateFailure) return error.failure;
  if (!(error instanceof EvaluationError)) throw error;
  const { state, entered, last } = strand.position;
  const failure = {
    error: 'States.QueryEvaluationError',
    cause: `An error occurred while executing the state '${state}' (entered at the event id #${entered?.event}). ${error.message}`,
  };
  const location = error.location === undefined ? {} : { location: error.location };
  // AWS lets the event follow what the entry follows when the state had not got beyond its entry; but not in a Wait
  const previous = last === entered?.event && !isWait(run.state(strand)) ? entered.before : last;
  run.emit(strand, 'EvaluationFailed', { ...failure, ...location, state }, previous);
  return failure;
}

function isWait(state: State): boolean {
  return state.Type === 'Wait';
}
