import { renameSync } from 'node:fs';

/** From where to where. */
export type Move = readonly [from: string, to: string];

/**
 * Moves files and folders of one disk, all or none: when a move fails, those before it are made back.
 *
 * @throws the error of the move that failed
 */
export function moveAll(moves: readonly Move[]): void {
  const made: Move[] = [];
  try {
    for (const move of moves) {
      renameSync(...move);
      made.push(move);
    }
  } catch (error) {
    for (const [from, to] of made.toReversed()) renameSync(to, from);
    throw error;
  }
}
