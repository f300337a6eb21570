import { type Queued, type QueueName, readQueue } from '../store/queue.ts';
import type { Records } from '../store/records.ts';

/** To read so many takes most of the time of a page that counts them. */
const LONG = 1000;
/** By the machine's own clock, for a simulated one may stand still. */
const FRESH_MS = 10_000;

/** Lists for counting: a long one may be some seconds old, as nobody sees whether 3,047 or 3,046 wait. */
export class LongQueues {
  readonly #records: Records;
  readonly #kept = new Map<string, { readonly since: number; readonly lines: Queued[] }>();

  constructor(records: Records) {
    this.#records = records;
  }

  async read(bodies: readonly string[], queue: QueueName): Promise<readonly Queued[]> {
    const name = [queue, ...bodies].join(' ');
    const kept = this.#kept.get(name);
    if (kept && performance.now() - kept.since < FRESH_MS) return kept.lines;
    const since = performance.now();
    const lines = await readQueue(this.#records, bodies, queue);
    if (lines.length < LONG) this.#kept.delete(name);
    else this.#kept.set(name, { since, lines });
    return lines;
  }
}
