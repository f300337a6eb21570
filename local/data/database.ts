import { DatabaseSync, type StatementSync } from 'node:sqlite';

/**
 * Opens the home's own file: executions, schedules, mail, stream positions. What the service itself knows is in the
 * DynamoDB engine's file beside it.
 *
 * WAL with NORMAL survives the end of the process at any instant (`kill -9`); only a crash of the whole computer can
 * cost the last commits, never the file (https://sqlite.org/pragma.html#pragma_synchronous).
 */
export function openDatabase(file: string): DatabaseSync {
  const database = new PreparingOnce(file);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000');
  database.exec('CREATE TABLE IF NOT EXISTS part_version (part TEXT PRIMARY KEY, version INTEGER NOT NULL) STRICT');
  return database;
}

/** Preparing a statement takes longer than most of them run: each text is prepared once. */
class PreparingOnce extends DatabaseSync {
  readonly #statements = new Map<string, StatementSync>();

  override prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = super.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

/**
 * Brings the tables of one part of the home up to date: runs those of its steps that this file has not seen yet, each
 * once, in order. Steps are only ever appended.
 *
 * @throws Error when the file was written by a newer version of that part
 */
export function migrate(database: DatabaseSync, part: string, steps: readonly string[]): void {
  const row = database.prepare('SELECT version FROM part_version WHERE part = ?').get(part);
  const version = Number(row?.version ?? 0);
  if (version > steps.length) {
    throw new Error(
      `the data of "${part}" has version ${version}, this program knows ${steps.length}: use a newer one`,
    );
  }
  if (version === steps.length) return;
  transaction(database, () => {
    for (const step of steps.slice(version)) database.exec(step);
    database.prepare('INSERT OR REPLACE INTO part_version VALUES (?, ?)').run(part, steps.length);
  });
}

/** Runs writes that happen together or not at all. Not nested. */
export function transaction<T>(database: DatabaseSync, writes: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = writes();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}
