import type { ChoiceState } from '../definition/language.ts';
import { evaluateTo, isBoolean } from '../jsonata/evaluate.ts';
import { bindings } from './context.ts';
import { StateFailure } from './failure.ts';
import { leave } from './leave.ts';
import type { Run } from './run.ts';
import type { Strand } from './strand.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html */
export async function choice(run: Run, strand: Strand, state: ChoiceState): Promise<void> {
  const scope = bindings(run, strand);
  for (const rule of state.Choices) {
    if (await evaluateTo(rule.Condition, scope, 'boolean', isBoolean)) {
      return leave(run, strand, rule, strand.data.input);
    }
  }
  if (state.Default === undefined) {
    throw new StateFailure({
      error: 'States.NoChoiceMatched',
      cause:
        `An error occurred while executing the state '${strand.position.state}' ` +
        `(entered at the event id #${strand.position.entered?.event}). ` +
        'None of the choice rules matched, and the state has no Default.',
    });
  }
  // the state's own Output and Assign are those of its Default
  const { Output, Assign, Default } = state;
  await leave(run, strand, { Output, Assign, Next: Default }, strand.data.input);
}
