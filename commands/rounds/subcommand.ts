import type { Desk } from '../../functions/acts/desk.ts';
import type { Call } from '../cases/call.ts';
import type { Subcommand } from '../cases/subcommand.ts';

/** A table to act on, at an instant. What follows from an act is started by its rows. */
export type RoundDesk = Pick<Desk, 'records' | 'at'>;

/** One thing that managers can do with rounds, or look at. */
export interface RoundSubcommand extends Omit<Subcommand, 'run'> {
  /** More for `--help` of this one. */
  readonly help: string;
  /**
   * Says before it is done who is affected. Absent where nobody hears of it.
   *
   * @returns lines that end with a question; none when nobody is affected as things are
   */
  preview?(desk: RoundDesk, call: Call): Promise<readonly string[]>;
  /** @returns lines for the reader; the last is the outcome in a word */
  run(desk: RoundDesk, call: Call): Promise<readonly string[]>;
}

/** Whoever is asked before something is done wants to answer. */
export const ASKS_FIRST = ['yes'] as const;
