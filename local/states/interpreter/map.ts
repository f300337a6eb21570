import type { MapState } from '../definition/language.ts';
import type { Json } from '../json.ts';
import { type Bindings, EvaluationError, evaluate, evaluateTo, isArray, isNumber } from '../jsonata/evaluate.ts';
import type { Template } from '../jsonata/template.ts';
import { MAX_ITERATIONS_AT_ONCE } from '../limits.ts';
import { completeChildren } from './complete.ts';
import { bindings } from './context.ts';
import type { Run } from './run.ts';
import type { Strand } from './strand.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html */
export async function map(run: Run, strand: Strand, state: MapState): Promise<void> {
  const scope = bindings(run, strand);
  const items = await itemsOf(strand, state, scope);
  const atOnce = await numberOf(state.MaxConcurrency, scope, 0);
  // an inline Map takes these and does nothing with them: AWS tolerates failures in distributed ones only
  await numberOf(state.ToleratedFailureCount, scope, 0);
  await numberOf(state.ToleratedFailurePercentage, scope, 0);
  run.dropChildren(strand);
  run.emit(strand, 'MapStateStarted', { length: items.length });
  const starts = items.map((value, index) => ({
    startAt: state.ItemProcessor.StartAt,
    data: { input: value, variables: {}, item: { index, value } },
  }));
  run.spawn(strand, 'queued', starts).limit = Math.min(atOnce || MAX_ITERATIONS_AT_ONCE, MAX_ITERATIONS_AT_ONCE);
  await startIterations(run, strand, strand.position.last);
  if (items.length === 0) await completeChildren(run, strand);
}

/** Starts as many iterations as may run beside those that do. */
export async function startIterations(run: Run, strand: Strand, previous: number): Promise<void> {
  const state = run.state(strand);
  const { children } = strand.position;
  if (state.Type !== 'Map' || children === undefined) return;
  const { limit = MAX_ITERATIONS_AT_ONCE } = children;
  while (children.started < children.total && children.started - children.ended < limit) {
    const child = run.child(children, children.started) as Strand;
    const { item } = child.data;
    if (state.ItemSelector !== undefined && item !== undefined) {
      child.data.input = await evaluate(state.ItemSelector, bindings(run, strand, { item }));
    }
    children.started++;
    run.touch(strand);
    run.emit(child, 'MapIterationStarted', { name: strand.position.state, index: child.number }, previous);
    run.change(child);
    run.move(child, 'ready');
    run.ready.push(child);
  }
}

async function itemsOf({ data: { input } }: Strand, { Items }: MapState, scope: Bindings): Promise<Json[]> {
  if (Items !== undefined) return evaluateTo(Items, scope, 'array', isArray);
  if (isArray(input)) return input;
  throw new EvaluationError(`Map state input must be an array but was: ${JSON.stringify(input)}`);
}

async function numberOf(template: Template | undefined, scope: Bindings, otherwise: number): Promise<number> {
  return template === undefined ? otherwise : evaluateTo(template, scope, 'number', isNumber);
}
