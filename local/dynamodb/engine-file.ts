import { DatabaseSync, type StatementSync } from 'node:sqlite';

/** More than is written while a backup is made. */
const KEPT_RECORDS = 5_000;

/** A stream record as the engine keeps it: keys and images are DynamoDB's JSON. */
export interface EngineRecord {
  readonly shard: string;
  readonly sequence: string;
  readonly eventName: string;
  /** Seconds since 1970, by the computer's clock. */
  readonly createdAt: number;
  readonly keys: string;
  readonly newImage: string | null;
  readonly oldImage: string | null;
}

/**
 * What the home does to the engine's own SQLite file, beside the engine (both lock it as SQLite does).
 *
 * The engine (dynoxide 1.2) numbers a stream record by the greatest number so far and reads records by theirs, but has
 * no index for either, and never drops a record: with 10,000 records every write took 15 ms instead of 1, and every look
 * for records 17 ms. So the home adds the index, drops the records that nobody will read again, and reads them here: over
 * its API the engine and the SDK would take each value apart and put it together again, twice over.
 */
export class EngineFile {
  readonly #database: DatabaseSync;
  readonly #version: StatementSync;
  readonly #records: StatementSync;

  /** @param file the file of an engine that has started, so that its tables exist */
  constructor(file: string) {
    this.#database = new DatabaseSync(file);
    this.#database.exec('PRAGMA busy_timeout = 5000');
    this.#database.exec(`
      CREATE INDEX IF NOT EXISTS home_stream_sequence ON _stream_records (table_name, CAST(sequence_number AS INTEGER))`);
    this.#version = this.#database.prepare('PRAGMA data_version');
    this.#records = this.#database.prepare(`
      SELECT shard_id AS shard, sequence_number AS sequence, event_name AS eventName, created_at AS createdAt,
        keys_json AS keys, new_image AS newImage, old_image AS oldImage
      FROM _stream_records WHERE table_name = ? AND CAST(sequence_number AS INTEGER) > ?
      ORDER BY CAST(sequence_number AS INTEGER) LIMIT ?`);
  }

  /**
   * A number that differs from the last one whenever the engine has written in between. Takes microseconds, so that
   * "is there something to read?" can be asked often (https://sqlite.org/pragma.html#pragma_data_version).
   */
  version(): number {
    return Number(this.#version.get()?.data_version);
  }

  /**
   * The stream records of a table that come after one, in their order.
   *
   * @param sequence number of that record; 0 for all
   */
  recordsAfter(table: string, sequence: string, limit: number): EngineRecord[] {
    return this.#records.all(table, Number(sequence), limit) as unknown as EngineRecord[];
  }

  /**
   * Drops the stream records of a table that have been read, except the newest of them: the engine counts on from its
   * newest record, and a backup copies the positions of the readers a moment before it copies the records.
   *
   * @param readUpTo sequence number that every reader has passed
   * @param kept how many to keep
   */
  trimStream(table: string, readUpTo: string, kept = KEPT_RECORDS): void {
    this.#database
      .prepare('DELETE FROM _stream_records WHERE table_name = ? AND CAST(sequence_number AS INTEGER) <= ?')
      .run(table, Number(readUpTo) - kept);
  }

  close(): void {
    this.#database.close();
  }
}
