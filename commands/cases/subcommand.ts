import type { Desk } from '../../functions/acts/desk.ts';
import type { Call } from './call.ts';

/** One thing that staff can do, or look at. */
export interface Subcommand {
  /** What it is given, by position: `REFERENCE` is read as people type it. */
  readonly parameters: readonly string[];
  /** Options with a text, besides those of every subcommand. */
  readonly options: readonly string[];
  /** Options without one. */
  readonly flags?: readonly string[];
  /** Its options, and what it does, for the help. */
  readonly takes: string;
  readonly does: string;
  /** It changes something, so whoever does it says who they are. */
  readonly acts: boolean;
  /** @returns lines for the reader; the last is the outcome's word */
  run(desk: Desk, call: Call): Promise<readonly string[]>;
}
