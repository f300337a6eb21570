import { Activity } from './activity.ts';

/**
 * `real`: the computer's time. `manual`: stands still until told to move. `auto`: jumps to the next timer as soon as
 * nothing runs, so that weeks pass in a minute.
 */
export const CLOCK_MODES = ['real', 'manual', 'auto'] as const;
export type ClockMode = (typeof CLOCK_MODES)[number];

export interface Timer {
  /** The instant it falls due, in milliseconds since 1970. */
  readonly at: number;
  cancel(): void;
}

interface PendingTimer extends Timer {
  readonly order: number;
  readonly run: () => void | Promise<void>;
}

export interface ClockOptions {
  mode?: ClockMode;
  /** Where a simulated clock starts, in milliseconds since 1970. Default: the computer's time. */
  now?: number;
  /** Told of every change of mode or simulated instant, so that a restart goes on from there. */
  onChange?: (state: { mode: ClockMode; now: number }) => void;
  /** Told of errors that a timer's work throws. Default: standard error. */
  onError?: (error: unknown) => void;
}

/** Simulated time is ahead of the computer's: all that is kept would lie in the future. */
export class ClockAheadError extends Error {
  override readonly name = 'ClockAheadError';

  /** @param lived the instant that the home has lived until, in milliseconds since 1970 */
  constructor(lived: number) {
    super(
      `the home has lived until ${new Date(lived).toISOString()}: real time would go back; wait, or start a new data folder`,
    );
  }
}

/** setTimeout fires at once for anything above 2^31 - 1 ms (24.8 days), so long waits are cut. */
const LONGEST_SLEEP = 2 ** 31 - 1;

/** The one clock of the home: waits, time-outs, schedules and the time that functions see all follow it. */
export class Clock {
  readonly activity = new Activity();
  #mode: ClockMode;
  #simulated: number;
  #timers: PendingTimer[] = [];
  #order = 0;
  #sleep: NodeJS.Timeout | undefined;
  /** All that moves simulated time, one after the other. */
  #turns: Promise<void> = Promise.resolve();
  #runsAhead = false;
  readonly #onChange: (state: { mode: ClockMode; now: number }) => void;
  readonly #onError: (error: unknown) => void;

  constructor({ mode = 'real', now = Date.now(), onChange = () => {}, onError = console.error }: ClockOptions = {}) {
    this.#mode = mode;
    this.#simulated = now;
    this.#onChange = onChange;
    this.#onError = onError;
    if (mode === 'auto') void this.#runAhead();
  }

  get mode(): ClockMode {
    return this.#mode;
  }

  /** The home's instant, in milliseconds since 1970. */
  now(): number {
    return this.#mode === 'real' ? Date.now() : this.#simulated;
  }

  /** Runs something at an instant; at once (but never before the caller goes on) when that instant has passed. */
  at(instant: number, run: () => void | Promise<void>): Timer {
    const timer: PendingTimer = {
      at: instant,
      order: this.#order++,
      run,
      cancel: () => {
        const index = this.#timers.indexOf(timer);
        if (index >= 0) this.#timers.splice(index, 1);
      },
    };
    let low = 0;
    let high = this.#timers.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#timers[middle] as PendingTimer).at <= instant) low = middle + 1;
      else high = middle;
    }
    this.#timers.splice(low, 0, timer);
    if (instant <= this.now()) this.#fireSoon();
    else if (low === 0) this.#arm();
    return timer;
  }

  /** Runs something after a pause in milliseconds. */
  after(pause: number, run: () => void | Promise<void>): Timer {
    return this.at(this.now() + pause, run);
  }

  /** When the next timer falls due, or undefined when there is none. */
  nextTimer(): number | undefined {
    return this.#timers[0]?.at;
  }

  /**
   * Changes how time passes. Leaving `real` stops time where it is; entering `real` jumps forward to the computer's time
   * and fires what has fallen due meanwhile.
   *
   * @throws ClockAheadError when `real` would go back
   */
  setMode(mode: ClockMode): void {
    if (mode === this.#mode) return;
    if (mode === 'real' && this.#simulated > Date.now()) throw new ClockAheadError(this.#simulated);
    this.#simulated = this.now();
    this.#mode = mode;
    this.#changed();
    this.#arm();
    if (mode === 'auto') void this.#runAhead();
  }

  /**
   * Moves simulated time forward, stopping at every timer on the way until its work and all that follows from it has
   * ended. Resolves when the home is quiet at the new instant. Never moves back.
   *
   * @throws Error when the clock is in `real` mode; rejects with it when it enters `real` mode on the way
   */
  moveTo(instant: number): Promise<void> {
    this.#requireSimulated();
    return this.#inTurn(async () => {
      await this.activity.settled();
      for (let next = this.nextTimer(); next !== undefined && next <= instant; next = this.nextTimer()) {
        this.#setNow(next);
        this.#fireDue();
        await this.activity.settled();
      }
      this.#setNow(instant);
    });
  }

  /** Forgets all timers: for the end of the home. */
  stop(): void {
    clearTimeout(this.#sleep);
    this.#timers = [];
    this.#mode = 'manual';
  }

  /** One loop at most, however often the mode changes; each step takes its turn with moves that are asked for. */
  async #runAhead(): Promise<void> {
    if (this.#runsAhead) return;
    this.#runsAhead = true;
    while (this.#mode === 'auto') {
      const moved = await this.#inTurn(() => this.#jump());
      // nothing is planned: look again in real time, because a request from outside may plan something
      if (!moved) await new Promise((resume) => setTimeout(resume, 20));
    }
    this.#runsAhead = false;
  }

  async #jump(): Promise<boolean> {
    await this.activity.settled();
    const next = this.nextTimer();
    if (this.#mode !== 'auto' || next === undefined) return false;
    this.#setNow(next);
    this.#fireDue();
    return true;
  }

  #inTurn<T>(move: () => Promise<T>): Promise<T> {
    const turn = this.#turns.then(move);
    this.#turns = turn.then(
      () => {},
      () => {},
    );
    return turn;
  }

  #requireSimulated(): void {
    if (this.#mode === 'real') throw new Error('the clock follows the computer: set mode to "manual" to move it');
  }

  #setNow(instant: number): void {
    this.#requireSimulated();
    if (instant <= this.#simulated) return;
    this.#simulated = instant;
    this.#changed();
  }

  #changed(): void {
    this.#onChange({ mode: this.#mode, now: this.now() });
  }

  #fireSoon(): void {
    const end = this.activity.begin();
    setImmediate(() => {
      this.#fireDue();
      end();
    });
  }

  #fireDue(): void {
    const now = this.now();
    const due = this.#timers.findIndex((timer) => timer.at > now);
    for (const timer of this.#timers.splice(0, due < 0 ? this.#timers.length : due)) {
      this.activity.during(timer.run).catch(this.#onError);
    }
    this.#arm();
  }

  #arm(): void {
    clearTimeout(this.#sleep);
    const next = this.nextTimer();
    if (this.#mode !== 'real' || next === undefined) return;
    this.#sleep = setTimeout(() => this.#fireDue(), Math.min(Math.max(next - Date.now(), 0), LONGEST_SLEEP));
  }
}
