import { randomUUID } from 'node:crypto';
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { ScheduleTarget } from './definition.ts';
import type { Schedule } from './schedules.ts';

export const FIRING_TABLES = [
  `CREATE TABLE scheduler_firing (
     id TEXT PRIMARY KEY,
     group_name TEXT NOT NULL,
     name TEXT NOT NULL,
     scheduled_at INTEGER NOT NULL,
     recorded_at INTEGER NOT NULL,
     target TEXT NOT NULL,
     attempts INTEGER NOT NULL DEFAULT 0,
     due INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX scheduler_firing_by_due ON scheduler_firing (due)',
  'CREATE INDEX scheduler_firing_by_schedule ON scheduler_firing (group_name, name)',
  `CREATE TABLE scheduler_dead_letter (
     number INTEGER PRIMARY KEY AUTOINCREMENT,
     at INTEGER NOT NULL,
     queue TEXT,
     body TEXT NOT NULL,
     attributes TEXT NOT NULL
   ) STRICT`,
];

/** One time at which a schedule fell due, kept until its target has done its work or is given up. */
export interface Firing {
  readonly id: string;
  readonly group: string;
  readonly name: string;
  /** The instant the schedule names. */
  readonly scheduledAt: number;
  /** The instant it was noticed: later than `scheduledAt` when the home was off. */
  readonly recordedAt: number;
  readonly target: ScheduleTarget;
  readonly attempts: number;
}

/** What is left of a firing that was given up, as it would lie in the schedule's dead-letter queue. */
export interface DeadLetter {
  readonly number: number;
  readonly at: number;
  /** ARN of the queue; null when the schedule names none. */
  readonly queue: string | null;
  /** The input that the target refused. */
  readonly body: string;
  /** https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html */
  readonly attributes: Readonly<Record<string, string>>;
}

export class Firings {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Records that a schedule is due, before anything is invoked. */
  add({ group, name, definition }: Schedule, scheduledAt: number, now: number): void {
    this.#database
      .prepare(
        `INSERT INTO scheduler_firing (id, group_name, name, scheduled_at, recorded_at, target, due)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(randomUUID(), group, name, scheduledAt, now, JSON.stringify(definition.Target), now);
  }

  *due(now: number): Generator<Firing> {
    const rows = this.#database.prepare('SELECT * FROM scheduler_firing WHERE due <= ? ORDER BY due, scheduled_at, id');
    for (const row of rows.iterate(now)) yield readFiring(row);
  }

  nextDue(now: number): number | undefined {
    const row = this.#database.prepare('SELECT min(due) AS due FROM scheduler_firing WHERE due > ?').get(now);
    return (row?.due as number | null | undefined) ?? undefined;
  }

  retryAt({ id }: Firing, due: number): void {
    this.#database.prepare('UPDATE scheduler_firing SET attempts = attempts + 1, due = ? WHERE id = ?').run(due, id);
  }

  remove({ id }: Firing): void {
    this.#database.prepare('DELETE FROM scheduler_firing WHERE id = ?').run(id);
  }

  /** Forgets what is still to be tried for a schedule, or for a whole group. */
  removeOf(group: string, name?: string): void {
    this.#database
      .prepare('DELETE FROM scheduler_firing WHERE group_name = ? AND name = coalesce(?, name)')
      .run(group, name ?? null);
  }

  anyOf({ group, name }: Schedule): boolean {
    const sql = 'SELECT 1 FROM scheduler_firing WHERE group_name = ? AND name = ? LIMIT 1';
    return this.#database.prepare(sql).get(group, name) !== undefined;
  }

  addDeadLetter({ at, queue, body, attributes }: Omit<DeadLetter, 'number'>): void {
    this.#database
      .prepare('INSERT INTO scheduler_dead_letter (at, queue, body, attributes) VALUES (?, ?, ?, ?)')
      .run(at, queue, body, JSON.stringify(attributes));
  }

  removeDeadLetter(number: number): void {
    this.#database.prepare('DELETE FROM scheduler_dead_letter WHERE number = ?').run(number);
  }

  /** Oldest first. */
  deadLetters(): DeadLetter[] {
    const rows = this.#database.prepare('SELECT * FROM scheduler_dead_letter ORDER BY number').all();
    return rows.map((row) => ({
      number: Number(row.number),
      at: Number(row.at),
      queue: row.queue as string | null,
      body: String(row.body),
      attributes: JSON.parse(String(row.attributes)),
    }));
  }
}

function readFiring(row: Record<string, SQLOutputValue>): Firing {
  return {
    id: String(row.id),
    group: String(row.group_name),
    name: String(row.name),
    scheduledAt: Number(row.scheduled_at),
    recordedAt: Number(row.recorded_at),
    target: JSON.parse(String(row.target)),
    attempts: Number(row.attempts),
  };
}
