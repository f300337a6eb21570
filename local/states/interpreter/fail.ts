import type { FailState } from '../definition/language.ts';
import { type Bindings, evaluateTo, isString } from '../jsonata/evaluate.ts';
import type { Template } from '../jsonata/template.ts';
import { bindings } from './context.ts';
import { StateFailure } from './failure.ts';
import type { Run } from './run.ts';
import type { Strand } from './strand.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-fail.html */
export async function fail(run: Run, strand: Strand, state: FailState): Promise<never> {
  const scope = bindings(run, strand);
  throw new StateFailure({ error: await textOf(state.Error, scope), cause: await textOf(state.Cause, scope) });
}

async function textOf(template: Template | undefined, scope: Bindings): Promise<string | undefined> {
  return template === undefined ? undefined : evaluateTo(template, scope, 'string', isString);
}
