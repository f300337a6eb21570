import { leave } from './leave.ts';
import type { Run } from './run.ts';
import type { Strand } from './strand.ts';

/** Leaves a Parallel or Map with the outputs of its branches or iterations, in their order. */
export async function completeChildren(run: Run, strand: Strand): Promise<void> {
  const state = run.state(strand);
  if (state.Type !== 'Parallel' && state.Type !== 'Map') return;
  const outputs = run.children(strand).map((child) => child.data.input);
  const before = strand.position.last;
  run.emit(strand, `${state.Type}StateSucceeded`);
  // AWS lets the exit of a Map follow what its success follows, that of a Parallel the success itself
  if (state.Type === 'Map') strand.position.last = before;
  await leave(run, strand, state, outputs, { result: outputs });
}
