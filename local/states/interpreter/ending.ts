import type { HistoryEventType } from '@aws-sdk/client-sfn';
import type { Status } from '../store/executions.ts';
import { errorDetails, type Failure } from './failure.ts';
import type { Run } from './run.ts';
import type { Strand } from './strand.ts';

const EVENTS = {
  FAILED: 'ExecutionFailed',
  TIMED_OUT: 'ExecutionTimedOut',
  ABORTED: 'ExecutionAborted',
} as const satisfies Partial<Record<Status, HistoryEventType>>;

/** Ends the execution with the output of its own strand. */
export function succeed(run: Run, strand: Strand): void {
  const output = JSON.stringify(strand.data.input);
  run.note('ExecutionSucceeded', { output }, strand.position.last);
  end(run, 'SUCCEEDED');
  run.execution.output = output;
}

/**
 * Ends the execution unsuccessfully. Its strands are kept where they are, for a redrive.
 *
 * @param previous the event that led to it: none when it comes from outside
 */
export function endUnsuccessfully(run: Run, status: keyof typeof EVENTS, failure: Failure, previous = 0): void {
  run.note(EVENTS[status], errorDetails(failure), previous);
  for (const strand of run.allStrands()) if (strand.awaits !== undefined) run.orphans.push(strand.awaits);
  end(run, status);
  run.execution.error = failure.error ?? null;
  run.execution.cause = failure.cause ?? null;
}

function end(run: Run, status: Status): void {
  run.execution.status = status;
  run.execution.stopped_at = run.now();
  run.execution.timeout_at = null;
}
