import type { Run } from './run.ts';

/**
 * Lets an unsuccessful execution go on from where it ended: states that were not left do their work once more, with
 * fresh retries and time-outs; what was done stays done.
 * https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html
 */
export function redrive(run: Run): void {
  const { execution } = run;
  execution.status = 'RUNNING';
  execution.stopped_at = null;
  execution.error = null;
  execution.cause = null;
  execution.redrive_count++;
  execution.redriven_at = run.now();
  const { TimeoutSeconds } = run.definition;
  execution.timeout_at = TimeoutSeconds === undefined ? null : run.now() + TimeoutSeconds * 1000;
  const event = run.note('ExecutionRedriven', { redriveCount: execution.redrive_count }, execution.last_event);
  for (const strand of run.allStrands()) {
    if (strand.phase !== 'stopped') continue;
    strand.position.last = event;
    delete strand.position.retries;
    run.move(strand, strand.position.entered === undefined ? 'ready' : 'again');
    run.ready.push(strand);
  }
}
