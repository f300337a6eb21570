import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { ScheduleDefinition } from './definition.ts';

export const SCHEDULE_TABLES = [
  `CREATE TABLE scheduler_group (
     name TEXT PRIMARY KEY,
     created_at INTEGER NOT NULL,
     modified_at INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE scheduler_schedule (
     group_name TEXT NOT NULL REFERENCES scheduler_group (name),
     name TEXT NOT NULL,
     definition TEXT NOT NULL,
     declared INTEGER NOT NULL,
     created_at INTEGER NOT NULL,
     modified_at INTEGER NOT NULL,
     due INTEGER,
     PRIMARY KEY (group_name, name)
   ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX scheduler_schedule_by_due ON scheduler_schedule (due) WHERE due IS NOT NULL',
];

export interface Schedule {
  readonly group: string;
  readonly name: string;
  readonly definition: ScheduleDefinition;
  /** Comes from the template, not from a caller of the API. */
  readonly declared: boolean;
  readonly createdAt: number;
  readonly modifiedAt: number;
  /** The instant at which it falls due next; none when it is disabled or completed. */
  readonly due: number | undefined;
}

export interface ScheduleGroup {
  readonly name: string;
  readonly createdAt: number;
  readonly modifiedAt: number;
}

/** Schedules and their groups as rows. */
export class Schedules {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  get(group: string, name: string): Schedule | undefined {
    const row = this.#database
      .prepare('SELECT * FROM scheduler_schedule WHERE group_name = ? AND name = ?')
      .get(group, name);
    return row && readSchedule(row);
  }

  put({ group, name, definition, declared, createdAt, modifiedAt, due }: Schedule): void {
    this.#database
      .prepare('INSERT OR REPLACE INTO scheduler_schedule VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(group, name, JSON.stringify(definition), Number(declared), createdAt, modifiedAt, due ?? null);
  }

  setDue({ group, name }: Schedule, due: number | undefined): void {
    this.#database
      .prepare('UPDATE scheduler_schedule SET due = ? WHERE group_name = ? AND name = ?')
      .run(due ?? null, group, name);
  }

  delete({ group, name }: Pick<Schedule, 'group' | 'name'>): void {
    this.#database.prepare('DELETE FROM scheduler_schedule WHERE group_name = ? AND name = ?').run(group, name);
  }

  /** All schedules, by group and name. */
  list(): Schedule[] {
    return this.#database.prepare('SELECT * FROM scheduler_schedule ORDER BY group_name, name').all().map(readSchedule);
  }

  /** Those that are due at an instant, in the order in which they fell due. */
  due(now: number): Schedule[] {
    return this.#database
      .prepare('SELECT * FROM scheduler_schedule WHERE due <= ? ORDER BY due, group_name, name')
      .all(now)
      .map(readSchedule);
  }

  nextDue(now: number): number | undefined {
    const row = this.#database.prepare('SELECT min(due) AS due FROM scheduler_schedule WHERE due > ?').get(now);
    return (row?.due as number | null | undefined) ?? undefined;
  }

  group(name: string): ScheduleGroup | undefined {
    const row = this.#database.prepare('SELECT * FROM scheduler_group WHERE name = ?').get(name);
    return row && readGroup(row);
  }

  groups(): ScheduleGroup[] {
    return this.#database.prepare('SELECT * FROM scheduler_group ORDER BY name').all().map(readGroup);
  }

  addGroup(name: string, now: number): void {
    this.#database.prepare('INSERT OR IGNORE INTO scheduler_group VALUES (?, ?, ?)').run(name, now, now);
  }

  /** With all its schedules. */
  deleteGroup(name: string): void {
    this.#database.prepare('DELETE FROM scheduler_schedule WHERE group_name = ?').run(name);
    this.#database.prepare('DELETE FROM scheduler_group WHERE name = ?').run(name);
  }
}

function readSchedule(row: Record<string, SQLOutputValue>): Schedule {
  return {
    group: String(row.group_name),
    name: String(row.name),
    definition: JSON.parse(String(row.definition)),
    declared: row.declared === 1,
    createdAt: Number(row.created_at),
    modifiedAt: Number(row.modified_at),
    due: row.due === null ? undefined : Number(row.due),
  };
}

function readGroup(row: Record<string, SQLOutputValue>): ScheduleGroup {
  return { name: String(row.name), createdAt: Number(row.created_at), modifiedAt: Number(row.modified_at) };
}
