import { completeChildren } from './complete.ts';
import { succeed } from './ending.ts';
import { startIterations } from './map.ts';
import { attempt, recover } from './recovery.ts';
import type { Ended, Run } from './run.ts';
import type { Strand } from './strand.ts';

/** Tells a strand's parent of its end; the execution's own strand ends the execution. */
export async function join(run: Run, { strand, failure }: Ended): Promise<void> {
  const parent = run.parent(strand);
  if (parent === undefined) return succeed(run, strand);
  // a sibling may have failed in the same turn, and the parent with it
  if (parent.phase !== 'joining' || run.strand(strand.id) !== strand) return;
  if (failure === undefined) return attempt(run, parent, () => joinSuccess(run, parent, strand));
  parent.position.last = strand.position.last;
  await recover(run, parent, failure, strand);
}

async function joinSuccess(run: Run, parent: Strand, child: Strand): Promise<void> {
  const { position } = parent;
  if (position.children === undefined) return;
  position.children.ended++;
  position.last = child.position.last;
  run.touch(parent);
  if (run.state(parent).Type === 'Map') {
    run.emit(parent, 'MapIterationSucceeded', { name: position.state, index: child.number });
    await startIterations(run, parent, child.position.last);
  }
  if (position.children.ended === position.children.total) await completeChildren(run, parent);
}
