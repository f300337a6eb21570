import { parseResource } from '../integrations/resource.ts';
import type { Template } from '../jsonata/template.ts';
import { type Catcher, innerWorkflows, type Retrier, type State, successors, type Workflow } from './language.ts';

const VARIABLE_NAME = /^[\p{ID_Start}_][\p{ID_Continue}]{0,79}$/u;

/**
 * What is wrong with a definition beyond the shapes of its fields, in AWS's words where known:
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinitionDiagnostic.html
 */
export function referenceProblems(definition: Workflow): string[] {
  return [...problemsOf(definition, '', new Set(), new Set())];
}

function* problemsOf(
  workflow: Workflow,
  path: string,
  names: Set<string>,
  outerVariables: ReadonlySet<string>,
): Generator<string> {
  const states = Object.entries(workflow.States);
  if (!Object.hasOwn(workflow.States, workflow.StartAt)) {
    yield `MISSING_TRANSITION_TARGET: Missing 'StartAt' target: ${workflow.StartAt} at ${path}/StartAt`;
  }
  const reached = reachable(workflow);
  const assigned = new Set(states.flatMap(([, state]) => assignedBy(state)));
  for (const [name, state] of states) {
    const at = `${path}/States/${name}`;
    if (names.has(name)) yield `DUPLICATE_STATE_NAME: State names must be unique in a state machine: ${name} at ${at}`;
    names.add(name);
    if (!reached.has(name)) yield `MISSING_TRANSITION_TO_STATE: State "${name}" is not reachable at ${at}`;
    for (const next of successors(state)) {
      if (!Object.hasOwn(workflow.States, next))
        yield `MISSING_TRANSITION_TARGET: Missing 'Next' target: ${next} at ${at}`;
    }
    yield* problemsOfState(state, at);
    for (const variable of assignedBy(state)) {
      if (!VARIABLE_NAME.test(variable) || variable === 'states') {
        yield `INVALID_VARIABLE_NAME: '${variable}' cannot be the name of a variable at ${at}/Assign`;
      }
      if (outerVariables.has(variable)) {
        yield `INVALID_VARIABLE_NAME: '${variable}' is a variable of an outer scope and cannot be assigned at ${at}/Assign`;
      }
    }
    for (const [index, inner] of innerWorkflows(state).entries()) {
      const innerPath = state.Type === 'Map' ? `${at}/ItemProcessor` : `${at}/Branches[${index}]`;
      yield* problemsOf(inner, innerPath, names, new Set([...outerVariables, ...assigned]));
    }
  }
}

function* problemsOfState(state: State, at: string): Generator<string> {
  if ('Resource' in state && parseResource(state.Resource) === undefined) {
    yield `SCHEMA_VALIDATION_FAILED: The resource provided ${state.Resource} is not recognized. The value is not a valid resource ARN, or the resource is not available in this region. at ${at}/Resource`;
  }
  if (
    (state.Type === 'Pass' ||
      state.Type === 'Task' ||
      state.Type === 'Wait' ||
      state.Type === 'Parallel' ||
      state.Type === 'Map') &&
    (state.Next === undefined) === (state.End === undefined)
  ) {
    yield `SCHEMA_VALIDATION_FAILED: Exactly one of 'Next' and 'End' is required at ${at}`;
  }
  if (state.Type === 'Wait' && (state.Seconds === undefined) === (state.Timestamp === undefined)) {
    yield `SCHEMA_VALIDATION_FAILED: Exactly one of 'Seconds' and 'Timestamp' is required at ${at}`;
  }
  if (state.Type === 'Task') {
    const [timeout, heartbeat] = [literalNumber(state.TimeoutSeconds), literalNumber(state.HeartbeatSeconds)];
    if (timeout !== undefined && heartbeat !== undefined && heartbeat >= timeout) {
      yield `SCHEMA_VALIDATION_FAILED: HeartbeatSeconds must be smaller than TimeoutSeconds at ${at}/HeartbeatSeconds`;
    }
  }
  if ('Retry' in state) yield* problemsOfErrorNames(state.Retry ?? [], `${at}/Retry`);
  if ('Catch' in state) yield* problemsOfErrorNames(state.Catch ?? [], `${at}/Catch`);
}

/** `States.ALL` stands alone and last. */
function* problemsOfErrorNames(rules: readonly (Retrier | Catcher)[], at: string): Generator<string> {
  for (const [index, { ErrorEquals }] of rules.entries()) {
    if (!ErrorEquals.includes('States.ALL')) continue;
    if (ErrorEquals.length > 1 || index < rules.length - 1) {
      yield `SCHEMA_VALIDATION_FAILED: States.ALL must appear alone and in the last position at ${at}[${index}]/ErrorEquals`;
    }
  }
}

function reachable(workflow: Workflow): Set<string> {
  const reached = new Set<string>();
  const open = [workflow.StartAt];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = Object.hasOwn(workflow.States, name) ? workflow.States[name] : undefined;
    if (state === undefined || reached.has(name)) continue;
    reached.add(name);
    open.push(...successors(state));
  }
  return reached;
}

/** The variables that a state assigns in its own scope, by whichever way it is left. */
function assignedBy(state: State): string[] {
  const templates: (Template | undefined)[] = 'Assign' in state ? [state.Assign] : [];
  if (state.Type === 'Choice') templates.push(...state.Choices.map((rule) => rule.Assign));
  if ('Catch' in state) templates.push(...(state.Catch ?? []).map((catcher) => catcher.Assign));
  return templates.flatMap(keysOf);
}

function keysOf(template: Template | undefined): string[] {
  if (template?.kind === 'object') return template.entries.map(([key]) => key);
  return template?.kind === 'literal' ? Object.keys(template.value ?? {}) : [];
}

function literalNumber(template: Template | undefined): number | undefined {
  return template?.kind === 'literal' && typeof template.value === 'number' ? template.value : undefined;
}
