import type { Clock, Timer } from '../clock/clock.ts';
import type { Invocation, InvokeFunction } from '../functions/invoke.ts';
import { type BatchOutcome, readBatchResponse } from './batch-response.ts';
import type { GivenUpBecause } from './dead-letters.ts';
import type { StreamMapping } from './mapping.ts';
import { comparePositions, type Position } from './position.ts';
import type { StreamReader } from './reader.ts';
import type { LogEntry, StreamLog } from './stream-log.ts';

export interface LaneOptions {
  clock: Clock;
  log: StreamLog;
  mapping: StreamMapping;
  /** Which of the mapping's lanes this is, from 0. */
  lane: number;
  from: Position;
  invoke: InvokeFunction;
  save: (position: Position) => void;
  /** Keeps records that are given up, together with the position behind them. */
  giveUp: (entries: readonly LogEntry[], because: GivenUpBecause, invocations: number, position: Position) => void;
  onError: (error: unknown) => void;
}

/** Records that are sent together. */
interface Batch {
  entries: LogEntry[];
  /** Where the lane stands when this is done. */
  through: Position;
  /** How often exactly these have failed. */
  failures: number;
  /** The first failure, in milliseconds since 1970. */
  failingSince?: number;
}

/** A function failed on stream records, which will be retried or given up. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
}

/** Lambda's limit of an event. */
const PAYLOAD_LIMIT = 6 * 1024 * 1024;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 60_000;
/** How long DynamoDB keeps a record, and so the longest that anything is retried. */
const RETENTION_MS = 24 * 60 * 60 * 1000;
/** A lane that reads many records of others notes its position at least this often. */
const SKIPPED_UNSAVED = 1000;

/** Takes those records of a stream that are its own to a function, in order, batch by batch. */
export class Lane implements StreamReader {
  readonly #options: LaneOptions;
  /** Up to where records are gathered or belong to others. */
  #scanned: Position;
  #saved: Position;
  #skipped = 0;
  #gathered: LogEntry[] = [];
  #gatheredSize = 0;
  #gatheringSince = 0;
  /** What goes before anything new: parts of a batch that failed. */
  #retries: Batch[] = [];
  #failuresInARow = 0;
  #pause: Timer | undefined;
  #window: Timer | undefined;
  #running: Promise<void> | undefined;
  #stopped = false;

  constructor(options: LaneOptions) {
    this.#options = options;
    this.#scanned = options.from;
    this.#saved = options.from;
  }

  hasWork(): boolean {
    if (this.#stopped || this.#running || this.#pause) return false;
    return this.#retries.length > 0 || this.#windowIsOver() || this.#options.log.hasAfter(this.#scanned);
  }

  run(): void {
    if (!this.hasWork()) return;
    this.#running = this.#options.clock.activity.during(async () => {
      try {
        await this.#work();
      } catch (error) {
        this.#options.onError(error);
        this.#pauseAfterFailure(); // the engine or the database failed, not the function
      } finally {
        // before the clock is let go, so that a look for work that follows sees this lane at rest
        this.#running = undefined;
      }
    });
  }

  savedPosition(): Position {
    return this.#saved;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#pause?.cancel();
    this.#window?.cancel();
    await this.#running;
  }

  async #work(): Promise<void> {
    while (!this.#stopped && !this.#pause) {
      const batch = this.#retries.shift() ?? (await this.#gather());
      if (batch === undefined) return;
      try {
        await this.#deliver(batch);
      } catch (error) {
        this.#retries.unshift(batch);
        throw error;
      }
    }
  }

  /** The next full batch, or what there is when the batching window is over; undefined when there is none yet. */
  async #gather(): Promise<Batch | undefined> {
    const { log, mapping, clock } = this.#options;
    while (!this.#isFull() && !this.#stopped) {
      const entries = await log.after(this.#scanned);
      if (entries.length === 0) break;
      for (const entry of entries) {
        if (this.#isFull()) break;
        this.#scanned = entry.position;
        this.#take(entry);
      }
    }
    if (this.#gathered.length === 0 || this.#stopped) return undefined;
    if (!this.#isFull() && !this.#windowIsOver()) {
      this.#window ??= clock.at(this.#gatheringSince + mapping.batchingWindow, () => {
        this.#window = undefined;
        this.run();
      });
      return undefined;
    }
    this.#window?.cancel();
    this.#window = undefined;
    const batch = { entries: this.#gathered, through: this.#scanned, failures: 0 };
    this.#gathered = [];
    this.#gatheredSize = 0;
    return batch;
  }

  #take(entry: LogEntry): void {
    const { mapping, lane, clock } = this.#options;
    if (entry.keyHash % mapping.lanes === lane && mapping.matches(entry.event)) {
      if (this.#gathered.length === 0) this.#gatheringSince = clock.now();
      this.#gathered.push(entry);
      this.#gatheredSize += Buffer.byteLength(JSON.stringify(entry.event));
    } else if (this.#gathered.length === 0 && ++this.#skipped >= SKIPPED_UNSAVED) {
      this.#save(entry.position);
    }
  }

  #isFull(): boolean {
    // an item has at most 400 KB, and a record two of them
    return this.#gathered.length >= this.#options.mapping.batchSize || this.#gatheredSize > PAYLOAD_LIMIT - 1024 * 1024;
  }

  #windowIsOver(): boolean {
    const { mapping, clock } = this.#options;
    return this.#gathered.length > 0 && clock.now() >= this.#gatheringSince + mapping.batchingWindow;
  }

  async #deliver(batch: Batch): Promise<void> {
    const { mapping, clock } = this.#options;
    const oldest = clock.now() - mapping.maximumAge;
    const tooOld = batch.entries.filter((entry) => entry.at < oldest).length;
    if (tooOld > 0) {
      const [given, left] = split(batch, tooOld);
      this.#giveUp(given, 'RecordAgeExceeded');
      if (left.entries.length === 0) return;
      batch = left;
    }
    const outcome = await this.#invoke(batch);
    if (outcome === 'done') {
      this.#failuresInARow = 0;
      this.#save(batch.through);
    } else {
      this.#afterFailure(batch, outcome.failedFrom, outcome.reported);
    }
  }

  async #invoke(batch: Batch): Promise<'done' | { failedFrom: number; reported: boolean }> {
    const { mapping, invoke, onError } = this.#options;
    const payload = JSON.stringify({ Records: batch.entries.map(({ event }) => event) });
    const failed = (reason: string) => {
      const records = batch.entries.length === 1 ? '1 record' : `${batch.entries.length} records`;
      onError(new DeliveryError(`${mapping.functionName} failed on ${records} of mapping "${mapping.id}": ${reason}`));
    };
    let answer: Invocation;
    try {
      answer = await invoke(mapping.functionName, payload);
    } catch (error) {
      failed(String(error));
      return { failedFrom: 0, reported: false };
    }
    if (!answer.ok) {
      failed(`${answer.error.errorType}: ${answer.error.errorMessage}`);
      return { failedFrom: 0, reported: false };
    }
    if (!mapping.reportsItemFailures) return 'done';
    const sequences = batch.entries.map(({ position }) => position.sequence);
    const outcome: BatchOutcome = readBatchResponse(answer.payload, sequences);
    if (outcome === 'done') return 'done';
    failed(`it reports failures from sequence number ${sequences[outcome.failedFrom]} on`);
    return { ...outcome, reported: true };
  }

  /**
   * What came before the failure is done. The rest is retried after a pause, in halves where the function failed as a
   * whole and the mapping bisects (which does not count as a retry), until it is given up.
   */
  #afterFailure(batch: Batch, failedFrom: number, reported: boolean): void {
    const { mapping, clock } = this.#options;
    let rest = batch;
    if (failedFrom > 0) {
      const [done, failed] = split(batch, failedFrom);
      this.#save(done.through);
      // these are first now, and have their retries before them
      rest = { entries: failed.entries, through: failed.through, failures: 0 };
    }
    const now = clock.now();
    rest.failingSince ??= now;
    const bisects = mapping.bisects && !reported && rest.entries.length > 1;
    if (!bisects) rest.failures++;
    if (rest.failures > mapping.retries) {
      this.#giveUp(rest, 'RetryAttemptsExhausted');
    } else if (now - rest.failingSince > RETENTION_MS) {
      this.#giveUp(rest, 'RecordAgeExceeded');
    } else {
      this.#retries.unshift(...(bisects ? split(rest, Math.ceil(rest.entries.length / 2)) : [rest]));
      this.#pauseAfterFailure();
    }
  }

  #giveUp(batch: Batch, because: GivenUpBecause): void {
    this.#options.giveUp(batch.entries, because, batch.failures, batch.through);
    this.#failuresInARow = 0;
    this.#saved = batch.through;
  }

  #pauseAfterFailure(): void {
    if (this.#stopped) return;
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** this.#failuresInARow++, LONGEST_PAUSE_MS);
    this.#pause = this.#options.clock.after(pause, () => {
      this.#pause = undefined;
      this.run();
    });
  }

  #save(position: Position): void {
    this.#skipped = 0;
    if (comparePositions(position, this.#saved) <= 0) return;
    this.#options.save(position);
    this.#saved = position;
  }
}

/** Both parts keep their history; the first ends at its last record, the second where the whole ends. */
function split(batch: Batch, at: number): [Batch, Batch] {
  const first = batch.entries.slice(0, at);
  const second = batch.entries.slice(at);
  return [
    { ...batch, entries: first, through: second.length > 0 ? first.at(-1)?.position : batch.through },
    { ...batch, entries: second },
  ];
}
