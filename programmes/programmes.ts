import { LLE_2014 } from './lle.ts';
import type { Programme } from './programme.ts';
import { SLE_2018 } from './sle.ts';

/** Every generation of every programme; of one programme, the newest first. */
export const PROGRAMMES: readonly Programme[] = [LLE_2014, SLE_2018];

/** Every programme once, whatever its generations. */
export const PROGRAMME_IDS: readonly string[] = [...new Set(PROGRAMMES.map(({ id }) => id))];

/** The rules that a round pins, or undefined when there is no such generation. */
export function findGeneration(generation: string): Programme | undefined {
  return PROGRAMMES.find((programme) => programme.generation === generation);
}

/** The newest generation of a programme: what a new round pins. */
export function findProgramme(id: string): Programme | undefined {
  return PROGRAMMES.find((programme) => programme.id === id);
}
