import type { Clock, Timer } from '../../clock/clock.ts';

/**
 * One timer for all that waits: it rings at the earliest instant that the database knows of. So ten thousand waiting
 * executions cost rows, and no memory.
 */
export class Alarm {
  readonly #clock: Clock;
  readonly #next: () => number | undefined;
  readonly #ring: () => Promise<void>;
  #timer: Timer | undefined;
  #ringing = false;
  #closed = false;

  /**
   * @param next the earliest instant still to come or missed
   * @param ring does what is due, so that it is no longer; told again at once when something is left
   */
  constructor(clock: Clock, next: () => number | undefined, ring: () => Promise<void>) {
    this.#clock = clock;
    this.#next = next;
    this.#ring = ring;
  }

  /** Looks in the database for the instant to ring at. */
  set(): void {
    const next = this.#next();
    if (next !== undefined) this.setAtLatest(next);
  }

  /** Something new falls due. */
  setAtLatest(instant: number): void {
    if (this.#closed || this.#ringing || (this.#timer !== undefined && this.#timer.at <= instant)) return;
    this.#timer?.cancel();
    this.#timer = this.#clock.at(instant, () => this.#rings());
  }

  close(): void {
    this.#closed = true;
    this.#timer?.cancel();
  }

  async #rings(): Promise<void> {
    this.#timer = undefined;
    this.#ringing = true;
    try {
      await this.#ring();
    } finally {
      this.#ringing = false;
      if (!this.#closed) this.set();
    }
  }
}
