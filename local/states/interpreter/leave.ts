import type { Shaping, Transition } from '../definition/language.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { evaluate } from '../jsonata/evaluate.ts';
import { exceedsDataLimit, MAX_VARIABLES_BYTES } from '../limits.ts';
import { bindings, type Given, variables } from './context.ts';
import { dataLimitExceeded, StateFailure } from './failure.ts';
import type { Run } from './run.ts';
import type { Strand } from './strand.ts';

/**
 * Leaves a state by one of its ways (its own, a choice rule's, a catcher's): evaluates Output and Assign, both from the
 * values on entry, and goes on to the next state or ends the strand.
 *
 * @param output what leaves the state when the way has no Output
 * @throws EvaluationError, StateFailure
 */
export async function leave(
  run: Run,
  strand: Strand,
  way: Shaping & Transition,
  output: Json,
  given: Given = {},
): Promise<void> {
  const scope = bindings(run, strand, given);
  const shaped = way.Output === undefined ? output : await evaluate(way.Output, scope);
  const assigned = way.Assign === undefined ? undefined : await evaluate(way.Assign, scope);
  exit(run, strand, shaped, isJsonObject(assigned) ? assigned : {});
  if (way.Next === undefined) endStrand(run, strand, shaped);
  else follow(run, strand, way.Next, shaped);
}

/** The text of a value that leaves a state or task. @throws StateFailure States.DataLimitExceeded */
export function withinDataLimit(value: Json, of: string): string {
  const text = JSON.stringify(value);
  if (exceedsDataLimit(text)) throw new StateFailure(dataLimitExceeded(of));
  return text;
}

function exit(run: Run, strand: Strand, output: Json, assigned: JsonObject): void {
  const { state } = strand.position;
  const text = withinDataLimit(output, state);
  const assignedTexts = Object.entries(assigned).map(([name, value]) => [name, withinDataLimit(value, state)] as const);
  if (assignedTexts.length > 0) {
    strand.data.variables = { ...strand.data.variables, ...assigned };
    if (Buffer.byteLength(JSON.stringify(variables(run, strand))) > MAX_VARIABLES_BYTES) {
      throw new StateFailure(dataLimitExceeded(state));
    }
  }
  run.emit(strand, `${run.state(strand).Type as Exclude<ReturnType<Run['state']>['Type'], 'Fail'>}StateExited`, {
    name: state,
    output: text,
    ...(assignedTexts.length > 0 && { assignedVariables: Object.fromEntries(assignedTexts) }),
  });
}

function follow(run: Run, strand: Strand, next: string, input: Json): void {
  run.dropChildren(strand);
  strand.position.state = next;
  delete strand.position.entered;
  delete strand.position.retries;
  delete strand.position.call;
  delete strand.data.arguments;
  strand.data.input = input;
  run.change(strand);
  run.move(strand, 'ready');
  run.ready.push(strand);
}

function endStrand(run: Run, strand: Strand, output: Json): void {
  strand.data.input = output;
  run.change(strand);
  run.move(strand, 'done');
  run.ended.push({ strand });
}
