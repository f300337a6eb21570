import type { ParallelState } from '../definition/language.ts';
import { evaluate } from '../jsonata/evaluate.ts';
import { bindings } from './context.ts';
import type { Run } from './run.ts';
import type { Strand } from './strand.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-parallel.html */
export async function parallel(run: Run, strand: Strand, { Arguments, Branches }: ParallelState): Promise<void> {
  const input = Arguments === undefined ? strand.data.input : await evaluate(Arguments, bindings(run, strand));
  run.dropChildren(strand);
  run.emit(strand, 'ParallelStateStarted');
  const starts = Branches.map(({ StartAt }) => ({ startAt: StartAt, data: { input, variables: {} } }));
  run.spawn(strand, 'ready', starts);
}
