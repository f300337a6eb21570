import type { Template } from '../jsonata/template.ts';

/**
 * A workflow as the interpreter reads it: the Amazon States Language with its expressions compiled.
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-amazon-states-language.html
 */
export interface Workflow {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

export interface Definition extends Workflow {
  readonly TimeoutSeconds?: number | undefined;
}

export type State =
  | TaskState
  | PassState
  | ChoiceState
  | WaitState
  | SucceedState
  | FailState
  | ParallelState
  | MapState;

/** How a state, a choice rule or a catcher shapes what leaves it. Both see the values on entry. */
export interface Shaping {
  readonly Output?: Template | undefined;
  readonly Assign?: Template | undefined;
}

/** Exactly one of both is given. */
export interface Transition {
  readonly Next?: string | undefined;
  readonly End?: true | undefined;
}

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number | undefined;
  readonly MaxAttempts?: number | undefined;
  readonly BackoffRate?: number | undefined;
  readonly MaxDelaySeconds?: number | undefined;
  readonly JitterStrategy?: 'FULL' | 'NONE' | undefined;
}

export interface Catcher extends Shaping {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
}

/** What states share that can fail by something other than their own expressions. */
export interface Recovering {
  readonly Retry?: readonly Retrier[] | undefined;
  readonly Catch?: readonly Catcher[] | undefined;
}

export interface PassState extends Shaping, Transition {
  readonly Type: 'Pass';
}

export interface TaskState extends Shaping, Transition, Recovering {
  readonly Type: 'Task';
  readonly Resource: string;
  readonly Arguments?: Template | undefined;
  readonly TimeoutSeconds?: Template | undefined;
  readonly HeartbeatSeconds?: Template | undefined;
  readonly Credentials?: { readonly RoleArn: Template } | undefined;
}

export interface ChoiceRule extends Shaping {
  readonly Condition: Template;
  readonly Next: string;
}

export interface ChoiceState extends Shaping {
  readonly Type: 'Choice';
  readonly Choices: readonly ChoiceRule[];
  readonly Default?: string | undefined;
}

export interface WaitState extends Shaping, Transition {
  readonly Type: 'Wait';
  readonly Seconds?: Template | undefined;
  readonly Timestamp?: Template | undefined;
}

export interface SucceedState extends Shaping {
  readonly Type: 'Succeed';
}

export interface FailState {
  readonly Type: 'Fail';
  readonly Error?: Template | undefined;
  readonly Cause?: Template | undefined;
}

export interface ParallelState extends Shaping, Transition, Recovering {
  readonly Type: 'Parallel';
  readonly Arguments?: Template | undefined;
  readonly Branches: readonly Workflow[];
}

export interface MapState extends Shaping, Transition, Recovering {
  readonly Type: 'Map';
  readonly Items?: Template | undefined;
  readonly ItemSelector?: Template | undefined;
  readonly ItemProcessor: Workflow;
  readonly MaxConcurrency?: Template | undefined;
  readonly ToleratedFailureCount?: Template | undefined;
  readonly ToleratedFailurePercentage?: Template | undefined;
}

/** The workflows inside a state, in the order of its branches; a Map has one, which every iteration runs. */
export function innerWorkflows(state: State): readonly Workflow[] {
  if (state.Type === 'Parallel') return state.Branches;
  return state.Type === 'Map' ? [state.ItemProcessor] : [];
}

/** Every state of a workflow and of those inside it, with its name and the workflow it belongs to. */
export function* allStates(workflow: Workflow): Generator<{ name: string; state: State; workflow: Workflow }> {
  for (const [name, state] of Object.entries(workflow.States)) {
    yield { name, state, workflow };
    for (const inner of innerWorkflows(state)) yield* allStates(inner);
  }
}

/** The names of the states that may follow. */
export function successors(state: State): string[] {
  const next: (string | undefined)[] = 'Next' in state ? [state.Next] : [];
  if (state.Type === 'Choice') next.push(...state.Choices.map((rule) => rule.Next), state.Default);
  if ('Catch' in state) next.push(...(state.Catch ?? []).map((catcher) => catcher.Next));
  return next.filter((name) => name !== undefined);
}
