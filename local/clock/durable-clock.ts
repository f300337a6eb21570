import type { DatabaseSync } from 'node:sqlite';
import { migrate } from '../data/database.ts';
import { Clock, ClockAheadError, type ClockMode } from './clock.ts';

const STEPS = [
  `CREATE TABLE clock_state (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    mode TEXT NOT NULL,
    now INTEGER NOT NULL -- milliseconds since 1970
  ) STRICT`,
];

export interface DurableClockOptions {
  /** The mode to start in. Default: the mode it was left in, or real. */
  mode?: ClockMode | undefined;
  /** Where simulated time starts in a new data folder, in milliseconds since 1970. Default: the computer's time. */
  now?: number | undefined;
  onError?: (error: unknown) => void;
}

interface ClockState {
  mode: ClockMode;
  /** Of the last change: real time has gone on since. */
  now: number;
}

/**
 * A clock that goes on, after a restart, in the mode and at the simulated instant where it was. Simulated time never
 * goes back: a data folder that has lived until June cannot be started in May.
 *
 * @throws ClockAheadError when it would follow the computer, whose clock is behind
 */
export function openClock(database: DatabaseSync, { mode: asked, now, onError }: DurableClockOptions = {}): Clock {
  migrate(database, 'clock', STEPS);
  const left = database.prepare('SELECT mode, now FROM clock_state').get() as ClockState | undefined;
  const mode = asked ?? left?.mode ?? 'real';
  if (mode === 'real' && left && left.now > Date.now()) throw new ClockAheadError(left.now);
  const save = database.prepare('INSERT OR REPLACE INTO clock_state VALUES (1, ?, ?)');
  const clock = new Clock({
    mode,
    now: left ? livedUntil(left) : (now ?? Date.now()),
    onChange: (state) => save.run(state.mode, state.now),
    ...(onError && { onError }),
  });
  save.run(clock.mode, clock.now());
  return clock;
}

function livedUntil({ mode, now }: ClockState): number {
  return mode === 'real' ? Math.max(now, Date.now()) : now;
}
