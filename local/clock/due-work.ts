import type { Clock, Timer } from './clock.ts';

/** One piece of durable work, such as a mail's event that nobody has taken yet. */
export interface DueJob {
  /** Jobs of one key run one after the other. */
  readonly key: string;
  /** Does the work and writes down that it is done, or when it is to be tried again. */
  run(): Promise<void>;
}

export interface DueWorkOptions {
  clock: Clock;
  /** How many jobs run at once at most. */
  parallel: number;
  /** Jobs that are due at an instant, oldest first; read only as far as there is room. */
  due: (now: number) => Iterable<DueJob>;
  /** When the next job after an instant falls due. */
  next: (now: number) => number | undefined;
  onError: (error: unknown) => void;
}

/** How long a job rests whose `run` broke before it could write down anything: else it would spin. */
const REST_AFTER_FAULT = 60_000;

/**
 * Runs work that is kept in the database as it falls due by the home's clock. It keeps nothing of its own, so what was
 * under way when the home was killed is simply due again.
 */
export class DueWork {
  readonly #options: DueWorkOptions;
  readonly #busy = new Map<string, Promise<void>>();
  readonly #resting: Timer[] = [];
  #timer: Timer | undefined;
  #closed = false;

  constructor(options: DueWorkOptions) {
    this.#options = options;
  }

  /** Begins what is due now and sets the clock for what comes next. Call it after every change of the kept work. */
  wake(): void {
    if (this.#closed) return;
    const { clock, due, next, parallel } = this.#options;
    const now = clock.now();
    const jobs = new Map<string, DueJob>();
    for (const job of due(now)) {
      if (this.#busy.size + jobs.size >= parallel) break;
      if (!this.#busy.has(job.key) && !jobs.has(job.key)) jobs.set(job.key, job);
    }
    for (const job of jobs.values())
      this.#busy.set(
        job.key,
        clock.activity.during(() => this.#run(job)),
      );
    const instant = next(now);
    if (this.#timer?.at === instant) return;
    this.#timer?.cancel();
    this.#timer = instant === undefined ? undefined : clock.at(instant, () => this.#fallDue());
  }

  /** Begins nothing more and resolves when what runs has ended. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#timer?.cancel();
    for (const timer of this.#resting) timer.cancel();
    await Promise.all(this.#busy.values());
  }

  #fallDue(): void {
    this.#timer = undefined;
    this.wake();
  }

  async #run(job: DueJob): Promise<void> {
    // whoever added the work goes on first
    await new Promise((resume) => setImmediate(resume));
    try {
      await job.run();
      this.#busy.delete(job.key);
      this.wake();
    } catch (error) {
      this.#options.onError(error);
      this.#rest(job.key);
    }
  }

  #rest(key: string): void {
    const timer = this.#options.clock.after(REST_AFTER_FAULT, () => {
      this.#resting.splice(this.#resting.indexOf(timer), 1);
      this.#busy.delete(key);
      this.wake();
    });
    this.#resting.push(timer);
  }
}
