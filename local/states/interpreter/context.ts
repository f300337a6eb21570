import type { State } from '../definition/language.ts';
import { type Json, type JsonObject, parseJson } from '../json.ts';
import type { Bindings } from '../jsonata/evaluate.ts';
import { taskToken } from '../tokens.ts';
import type { Run } from './run.ts';
import type { Strand } from './strand.ts';

/** What `$states` holds besides the input and the context, by the place of the expression. */
export interface Given {
  readonly result?: Json;
  readonly errorOutput?: Json;
  /** The item that an ItemSelector shapes. */
  readonly item?: { readonly index: number; readonly value: Json };
}

/**
 * The variables of an expression: `$states`, the workflow's own from the inside out, and AWS's functions.
 * https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html
 */
export function bindings(run: Run, strand: Strand, given: Given = {}): Bindings {
  const { item, ...states } = given;
  return {
    ...run.around.functions,
    ...variables(run, strand),
    states: {
      input: strand.data.input,
      ...states,
      get context() {
        return contextObject(run, strand, item);
      },
    },
  };
}

export function variables(run: Run, strand: Strand): JsonObject {
  const parent = run.parent(strand);
  if (parent === undefined) return strand.data.variables;
  return { ...variables(run, parent), ...strand.data.variables };
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
function contextObject(run: Run, strand: Strand, ownItem: Given['item']): unknown {
  const { execution } = run;
  const { position } = strand;
  const state: State = run.state(strand);
  const item = ownItem ?? itemOf(run, strand);
  return {
    Execution: {
      Id: execution.arn,
      // read only when asked for: it may be large
      get Input() {
        return parseJson(execution.input);
      },
      Name: execution.name,
      RoleArn: execution.role_arn,
      StartTime: iso(execution.started_at),
      RedriveCount: execution.redrive_count,
      ...(execution.redriven_at !== null && { RedriveTime: iso(execution.redriven_at) }),
    },
    StateMachine: { Id: execution.machine, Name: execution.machine.split(':').at(-1) },
    State: {
      Name: position.state,
      EnteredTime: iso(position.entered?.at ?? run.now()),
      ...((state.Type === 'Task' || state.Type === 'Parallel' || state.Type === 'Map') && {
        RetryCount: retryCount(strand),
      }),
    },
    ...(position.call?.token && { Task: { Token: taskToken(execution.id, strand.id, position.call.id) } }),
    ...(item !== undefined && { Map: { Item: { Index: item.index, Value: item.value } } }),
  };
}

function retryCount({ position: { retries } }: Strand): number {
  return (retries ?? []).reduce((sum, count) => sum + count, 0);
}

/** The item of the nearest Map around a strand. */
function itemOf(run: Run, strand: Strand): Given['item'] {
  if (strand.data.item !== undefined) return strand.data.item;
  const parent = run.parent(strand);
  return parent && itemOf(run, parent);
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}
