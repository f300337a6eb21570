import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../clock/clock.ts';
import { DueWork } from '../clock/due-work.ts';
import type { PublishedEvent } from './events.ts';

export const OUTBOX_TABLES = [
  `CREATE TABLE mail_event (
     number INTEGER PRIMARY KEY AUTOINCREMENT,
     message INTEGER NOT NULL,
     destination TEXT NOT NULL,
     event TEXT NOT NULL,
     attempts INTEGER NOT NULL DEFAULT 0,
     due INTEGER NOT NULL
   ) STRICT;
   CREATE INDEX mail_event_by_due ON mail_event (due, number)`,
];

/**
 * Takes one event.
 *
 * @param event an SNS topic's message is its `detail` alone
 * @param destination ARN of the event bus or topic
 */
export type PublishEvent = (event: PublishedEvent, destination: string) => void | Promise<void>;

export interface EventOutboxOptions {
  database: DatabaseSync;
  clock: Clock;
  publish: PublishEvent;
  /** Told of every attempt from the fifth on: after 1 + 2 + 4 + 8 = 15 seconds. */
  onError: (error: unknown) => void;
}

/** The first are refused in the ordinary course: an event may come before its sender has written the message down. */
const QUIET_ATTEMPTS = 4;
const FIRST_RETRY_PAUSE = 1000;
const LONGEST_RETRY_PAUSE = 5 * 60_000;

/** Events that nobody has taken yet: kept until `publish` succeeds, over restarts. Those of one message keep their order. */
export class EventOutbox {
  readonly #options: EventOutboxOptions;
  readonly #work: DueWork;

  constructor(options: EventOutboxOptions) {
    this.#options = options;
    const { database, clock, onError } = options;
    const due = database.prepare('SELECT * FROM mail_event WHERE due <= ? ORDER BY due, number');
    const next = database.prepare('SELECT min(due) AS due FROM mail_event WHERE due > ?');
    this.#work = new DueWork({
      clock,
      parallel: 8,
      onError,
      due: function* (now) {
        for (const row of due.iterate(now)) yield { key: String(row.message), run: () => publishRow(row) };
      },
      next: (now) => (next.get(now)?.due as number | null | undefined) ?? undefined,
    });
    const publishRow = (row: Record<string, unknown>): Promise<void> =>
      this.#publish(
        Number(row.number),
        Number(row.message),
        String(row.destination),
        String(row.event),
        Number(row.attempts),
      );
  }

  /** Keeps an event; inside the caller's transaction, who calls `wake` afterwards. */
  add(message: number, destination: string, event: PublishedEvent): void {
    this.#options.database
      .prepare('INSERT INTO mail_event (message, destination, event, due) VALUES (?, ?, ?, ?)')
      .run(message, destination, JSON.stringify(event), this.#options.clock.now());
  }

  wake(): void {
    this.#work.wake();
  }

  close(): Promise<void> {
    return this.#work.close();
  }

  async #publish(number: number, message: number, destination: string, event: string, attempts: number): Promise<void> {
    const { database, clock, publish, onError } = this.#options;
    try {
      await publish(JSON.parse(event), destination);
      database.prepare('DELETE FROM mail_event WHERE number = ?').run(number);
    } catch (error) {
      if (attempts >= QUIET_ATTEMPTS) onError(error);
      const pause = Math.min(FIRST_RETRY_PAUSE * 2 ** attempts, LONGEST_RETRY_PAUSE);
      database
        .prepare('UPDATE mail_event SET attempts = attempts + (number = ?), due = ? WHERE message = ?')
        .run(number, clock.now() + pause, message);
    }
  }
}
