/** Looks for work that nobody has begun yet, such as unread stream records, and begins it. */
export type Probe = () => Promise<void>;

/**
 * What is running in the home at this moment. Simulated time may move only when nothing is: a function that runs, a
 * request that is being answered or a batch of stream records each hold the clock until they end.
 */
export class Activity {
  #running = 0;
  /** How many pieces of work ever began: tells whether a probe found some. */
  #begun = 0;
  #waiting: (() => void)[] = [];
  readonly #probes: Probe[] = [];

  /** Says that a piece of work begins; call what it returns when it ends (a second call does nothing). */
  begin(): () => void {
    this.#running++;
    this.#begun++;
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      this.#running--;
      if (this.#running === 0) for (const resume of this.#waiting.splice(0)) resume();
    };
  }

  /** Runs one piece of work from beginning to end. */
  async during<T>(work: () => Promise<T> | T): Promise<T> {
    const end = this.begin();
    try {
      return await work();
    } finally {
      end();
    }
  }

  /** Adds a place to look for work before time moves. */
  probe(look: Probe): void {
    this.#probes.push(look);
  }

  /** Resolves once nothing runs and no probe finds anything to begin. */
  async settled(): Promise<void> {
    for (;;) {
      while (this.#running > 0) await new Promise<void>((resume) => this.#waiting.push(resume));
      const begunBefore = this.#begun;
      for (const look of this.#probes) await look();
      if (this.#running === 0 && this.#begun === begunBefore) return;
    }
  }
}
