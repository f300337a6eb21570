import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Phase, Position, Strand, StrandData } from '../interpreter/strand.ts';

export interface StrandKey {
  readonly execution: number;
  readonly strand: number;
}

/** The strands' rows: from here every execution goes on. */
export class StrandStore {
  readonly #get: StatementSync;
  readonly #ofExecution: StatementSync;
  readonly #readyOf: StatementSync;
  readonly #put: StatementSync;
  readonly #move: StatementSync;
  readonly #delete: StatementSync;
  readonly #deleteAll: StatementSync;
  readonly #stop: StatementSync;
  readonly #due: StatementSync;
  readonly #nextDue: StatementSync;
  readonly #inPhase: StatementSync;
  readonly #awaiting: StatementSync;
  readonly #awaited: StatementSync;
  readonly #forget: StatementSync;

  constructor(database: DatabaseSync) {
    this.#get = database.prepare('SELECT * FROM states_strand WHERE execution = ? AND id = ?');
    this.#ofExecution = database.prepare('SELECT * FROM states_strand WHERE execution = ? ORDER BY id');
    this.#readyOf = database.prepare(
      "SELECT id FROM states_strand WHERE execution = ? AND phase IN ('ready', 'again') ORDER BY id",
    );
    this.#put = database.prepare(
      `INSERT OR REPLACE INTO states_strand (execution, id, parent, number, phase, due_at, awaits, position, data)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#move = database.prepare(
      'UPDATE states_strand SET phase = ?, due_at = ?, awaits = ?, position = ? WHERE execution = ? AND id = ?',
    );
    this.#delete = database.prepare('DELETE FROM states_strand WHERE execution = ? AND id = ?');
    this.#deleteAll = database.prepare('DELETE FROM states_strand WHERE execution = ?');
    this.#stop = database.prepare(
      `UPDATE states_strand SET phase = 'stopped', due_at = NULL, awaits = NULL
       WHERE execution = ? AND phase NOT IN ('queued', 'joining', 'done', 'stopped')`,
    );
    this.#due = database.prepare(
      'SELECT execution, id AS strand FROM states_strand WHERE due_at <= ? ORDER BY due_at, execution, id LIMIT ?',
    );
    this.#nextDue = database.prepare('SELECT MIN(due_at) AS at FROM states_strand WHERE due_at IS NOT NULL');
    this.#inPhase = database.prepare(
      `SELECT execution, id AS strand FROM states_strand
       WHERE phase = ? AND phase IN ('ready', 'again', 'calling') ORDER BY execution, id`,
    );
    this.#awaiting = database.prepare('SELECT execution, id AS strand FROM states_strand WHERE awaits = ?');
    this.#awaited = database.prepare(
      `SELECT DISTINCT awaits FROM states_strand JOIN states_execution ON states_execution.arn = awaits
       WHERE awaits IS NOT NULL AND status <> 'RUNNING'`,
    );
    this.#forget = database.prepare(
      'DELETE FROM states_strand WHERE execution IN (SELECT id FROM states_execution WHERE machine = ?)',
    );
  }

  get(execution: number, id: number): Strand | undefined {
    const row = this.#get.get(execution, id);
    return row && readStrand(row);
  }

  ofExecution(execution: number): Strand[] {
    return this.#ofExecution.all(execution).map(readStrand);
  }

  readyOf(execution: number): number[] {
    return this.#readyOf.all(execution).map((row) => Number(row.id));
  }

  put(execution: number, strand: Strand): void {
    const { id, parent, number, phase, dueAt, awaits, position, data } = strand;
    const texts = [JSON.stringify(position), JSON.stringify(data)] as const;
    this.#put.run(execution, id, parent ?? null, number, phase, dueAt ?? null, awaits ?? null, ...texts);
  }

  /** Writes all but the strand's data. */
  move(execution: number, { id, phase, dueAt, awaits, position }: Strand): void {
    this.#move.run(phase, dueAt ?? null, awaits ?? null, JSON.stringify(position), execution, id);
  }

  delete(execution: number, id: number): void {
    this.#delete.run(execution, id);
  }

  deleteAll(execution: number): void {
    this.#deleteAll.run(execution);
  }

  /** Keeps what an unsuccessful execution was doing, for a redrive, and sees that nothing wakes it. */
  stop(execution: number): void {
    this.#stop.run(execution);
  }

  due(now: number, limit: number): StrandKey[] {
    return this.#due.all(now, limit) as unknown as StrandKey[];
  }

  nextDue(): number | undefined {
    const at = this.#nextDue.get()?.at;
    return at == null ? undefined : Number(at);
  }

  inPhase(phase: 'ready' | 'again' | 'calling'): StrandKey[] {
    return this.#inPhase.all(phase) as unknown as StrandKey[];
  }

  /** Strands that await the end of an execution. */
  awaiting(arn: string): StrandKey[] {
    return this.#awaiting.all(arn) as unknown as StrandKey[];
  }

  /** ARNs of executions that have ended while a strand still awaits them. */
  endedButAwaited(): string[] {
    return this.#awaited.all().map((row) => String(row.awaits));
  }

  forget(machine: string): void {
    this.#forget.run(machine);
  }
}

function readStrand(row: Record<string, unknown>): Strand {
  return {
    id: Number(row.id),
    parent: row.parent === null ? undefined : Number(row.parent),
    number: Number(row.number),
    phase: row.phase as Phase,
    dueAt: row.due_at === null ? undefined : Number(row.due_at),
    awaits: row.awaits === null ? undefined : String(row.awaits),
    position: JSON.parse(String(row.position)) as Position,
    data: JSON.parse(String(row.data)) as StrandData,
  };
}
