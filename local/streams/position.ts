import type { DatabaseSync } from 'node:sqlite';
import { migrate } from '../data/database.ts';

/** The last record of a stream that a reader is done with; undefined when it starts at the oldest record. */
export type Position = { readonly shard: string; readonly sequence: string } | undefined;

/** Negative when a comes before b. Shard ids begin with their time, sequence numbers are long integers. */
export function comparePositions(a: Position, b: Position): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  if (a.shard !== b.shard) return a.shard < b.shard ? -1 : 1;
  const [left, right] = [BigInt(a.sequence), BigInt(b.sequence)];
  return left < right ? -1 : Number(left > right);
}

/** Keeps how far each reader has come in a stream. A reader has one position per lane. */
export class PositionStore {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    migrate(database, 'stream positions', [
      `CREATE TABLE streams_position (
        reader TEXT NOT NULL, stream TEXT NOT NULL, lanes INTEGER NOT NULL, lane INTEGER NOT NULL,
        shard TEXT, sequence TEXT, PRIMARY KEY (reader, stream, lane)
      ) STRICT, WITHOUT ROWID`,
    ]);
  }

  /**
   * Where each lane goes on; undefined when this reader never read that stream. With another number of lanes than last
   * time all go on from the one that was furthest behind, because other keys are in them now.
   */
  find(reader: string, stream: string, lanes: number): Position[] | undefined {
    const rows = this.#database
      .prepare('SELECT * FROM streams_position WHERE reader = ? AND stream = ? ORDER BY lane')
      .all(reader, stream);
    if (rows.length === 0) return undefined;
    const found = rows.map(
      (row): Position =>
        row.shard === null ? undefined : { shard: String(row.shard), sequence: String(row.sequence) },
    );
    if (rows.length === lanes && rows[0]?.lanes === lanes) return found;
    const furthestBehind = found.reduce((a, b) => (comparePositions(a, b) <= 0 ? a : b));
    return Array.from({ length: lanes }, () => furthestBehind);
  }

  /** Sets all lanes of a reader, forgetting those it had before. */
  begin(reader: string, stream: string, positions: readonly Position[]): void {
    this.#database.prepare('DELETE FROM streams_position WHERE reader = ? AND stream = ?').run(reader, stream);
    const insert = this.#database.prepare('INSERT INTO streams_position VALUES (?, ?, ?, ?, ?, ?)');
    positions.forEach((position, lane) => {
      insert.run(reader, stream, positions.length, lane, position?.shard ?? null, position?.sequence ?? null);
    });
  }

  save(reader: string, stream: string, lane: number, position: Position): void {
    this.#database
      .prepare('UPDATE streams_position SET shard = ?, sequence = ? WHERE reader = ? AND stream = ? AND lane = ?')
      .run(position?.shard ?? null, position?.sequence ?? null, reader, stream, lane);
  }
}
