import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { HistoryEventType } from '@aws-sdk/client-sfn';
import type { StoredEvent } from '../history.ts';
import type { JsonObject } from '../json.ts';

export interface EventQuery {
  readonly execution: number;
  readonly newestFirst: boolean;
  /** Id of the first event wanted. */
  readonly from: number;
  readonly limit: number;
}

/** Histories: events are added, never changed. */
export class EventStore {
  readonly #insert: StatementSync;
  readonly #oldestFirst: StatementSync;
  readonly #newestFirst: StatementSync;
  readonly #forget: StatementSync;

  constructor(database: DatabaseSync) {
    this.#insert = database.prepare('INSERT INTO states_event VALUES (?, ?, ?, ?, ?, ?)');
    const list = (range: string) =>
      database.prepare(`SELECT * FROM states_event WHERE execution = ? AND ${range} LIMIT ?`);
    this.#oldestFirst = list('id >= ? ORDER BY id');
    this.#newestFirst = list('id <= ? ORDER BY id DESC');
    this.#forget = database.prepare(
      'DELETE FROM states_event WHERE execution IN (SELECT id FROM states_execution WHERE machine = ?)',
    );
  }

  add(execution: number, { id, previous, at, type, details }: StoredEvent): void {
    this.#insert.run(execution, id, previous, at, type, details === undefined ? null : JSON.stringify(details));
  }

  list({ execution, newestFirst, from, limit }: EventQuery): StoredEvent[] {
    const statement = newestFirst ? this.#newestFirst : this.#oldestFirst;
    return statement.all(execution, from, limit).map((row) => ({
      id: Number(row.id),
      previous: Number(row.previous),
      at: Number(row.at),
      type: row.type as HistoryEventType,
      details: row.details === null ? undefined : (JSON.parse(String(row.details)) as JsonObject),
    }));
  }

  forget(machine: string): void {
    this.#forget.run(machine);
  }
}
