import type { Json, JsonObject } from '../json.ts';

/**
 * What a strand is doing:
 * - `queued`: an iteration whose turn has not come
 * - `ready`: about to enter its state; `again`: about to do its state's work once more, after a redrive
 * - `calling`: its task's call is running
 * - `awaiting-token`, `awaiting-execution`: its task was handed over and somebody else will say how it ended
 * - `waiting`: in a Wait; `pausing`: between two attempts; `joining`: until its branches or iterations have ended
 * - `done`: a branch or iteration that has its output
 * - `stopped`: the execution ended unsuccessfully here; a redrive goes on from here
 */
export type Phase =
  | 'queued'
  | 'ready'
  | 'again'
  | 'calling'
  | 'awaiting-token'
  | 'awaiting-execution'
  | 'waiting'
  | 'pausing'
  | 'joining'
  | 'done'
  | 'stopped';

/** A task's call under way. Times are instants in milliseconds. */
export interface Call {
  /** New for every attempt, so that a late answer to an earlier one is told apart. */
  readonly id: string;
  /** Whether a token answers it. */
  readonly token: boolean;
  readonly timeoutAt?: number | undefined;
  readonly heartbeatMs?: number | undefined;
  heartbeatAt?: number | undefined;
}

/** The branches or iterations of a strand: their ids follow one another. */
export interface Children {
  readonly first: number;
  readonly total: number;
  started: number;
  ended: number;
  /** How many may run at once. */
  limit?: number;
}

/** The small part of a strand, written at every step. */
export interface Position {
  state: string;
  /** The event that the strand's next event follows. */
  last: number;
  /** Absent until the state is entered. `before` is the event that its entry follows. */
  entered?: { readonly event: number; readonly before: number; readonly at: number } | undefined;
  /** How often each retrier of the state has been used. */
  retries?: number[] | undefined;
  call?: Call | undefined;
  children?: Children | undefined;
}

/** The large part, written when it changes. */
export interface StrandData {
  /** Of the present state; for a strand that is done: its output. */
  input: Json;
  /** Those of the strand's own scope; outer ones are found in its parents. */
  variables: JsonObject;
  /** What the iteration is for. */
  readonly item?: { readonly index: number; readonly value: Json } | undefined;
  /** Of the call under way. */
  arguments?: Json | undefined;
}

export interface Strand {
  readonly id: number;
  readonly parent: number | undefined;
  /** Which branch or iteration of its parent it is. */
  readonly number: number;
  phase: Phase;
  /** When the clock moves it on, in milliseconds. */
  dueAt: number | undefined;
  /** ARN of the execution whose end it awaits. */
  awaits: string | undefined;
  readonly position: Position;
  readonly data: StrandData;
}
