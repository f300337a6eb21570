import type { Run } from './run.ts';
import type { Strand } from './strand.ts';

/**
 * Stops the branches or iterations of a failed Parallel or Map, the failed one included, and reports each state that
 * was not left.
 */
export function abortChildren(run: Run, parent: Strand, failedChild: Strand | undefined): void {
  const cause = parent.position.last;
  const isMap = run.state(parent).Type === 'Map';
  for (const child of run.children(parent)) {
    const failed = child === failedChild;
    if (!failed && !isLive(child)) continue;
    if (isMap) {
      const details = { name: parent.position.state, index: child.number };
      run.note(failed ? 'MapIterationFailed' : 'MapIterationAborted', details, cause);
    }
    abort(run, child, cause);
  }
}

function abort(run: Run, strand: Strand, cause: number): void {
  const { Type } = run.state(strand);
  const open = strand.position.entered !== undefined;
  if (open && (Type === 'Task' || Type === 'Wait' || Type === 'Parallel' || Type === 'Map')) {
    run.note(`${Type}StateAborted`, undefined, cause);
  }
  if (strand.awaits !== undefined) run.orphans.push(strand.awaits);
  for (const child of run.children(strand)) if (isLive(child)) abort(run, child, cause);
  if (strand.phase !== 'joining') run.move(strand, 'stopped');
}

function isLive({ phase }: Strand): boolean {
  return phase !== 'queued' && phase !== 'done' && phase !== 'stopped';
}
