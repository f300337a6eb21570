import type { WaitState } from '../definition/language.ts';
import { EvaluationError, evaluateTo, isNumber, isString } from '../jsonata/evaluate.ts';
import { MAX_SECONDS } from '../limits.ts';
import { bindings } from './context.ts';
import { leave } from './leave.ts';
import type { Run } from './run.ts';
import type { Strand } from './strand.ts';

/** RFC 3339, with any number of decimals, as AWS takes it. */
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-wait.html */
export async function wait(run: Run, strand: Strand, state: WaitState): Promise<void> {
  const until = await endOf(run, strand, state);
  if (until <= run.now()) await waited(run, strand, state);
  else run.move(strand, 'waiting', until);
}

/** The wait is over. */
export async function waited(run: Run, strand: Strand, state: WaitState): Promise<void> {
  await leave(run, strand, state, strand.data.input);
}

async function endOf(run: Run, strand: Strand, { Seconds, Timestamp }: WaitState): Promise<number> {
  const scope = bindings(run, strand);
  if (Timestamp !== undefined) {
    const text = await evaluateTo(Timestamp, scope, 'string', isString);
    const instant = TIMESTAMP.test(text) ? Date.parse(text) : Number.NaN;
    if (!Number.isNaN(instant)) return instant;
    throw new EvaluationError(
      `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${text}`,
      'Timestamp',
    );
  }
  const seconds = Seconds === undefined ? 0 : await evaluateTo(Seconds, scope, 'number', isNumber);
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > MAX_SECONDS) {
    throw new EvaluationError(
      `The Seconds field must be a whole number from 0 to ${MAX_SECONDS} but was: ${seconds}`,
      'Seconds',
    );
  }
  return run.now() + seconds * 1000;
}
