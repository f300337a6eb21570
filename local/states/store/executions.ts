import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';

export type Status = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** A row of states_execution. Texts are JSON as given; instants are milliseconds. */
export interface Execution {
  readonly id: number;
  readonly arn: string;
  /** ARN of its state machine. */
  readonly machine: string;
  readonly name: string;
  /** Hash of the definition that it started with and keeps. */
  readonly definition: string;
  readonly role_arn: string;
  status: Status;
  readonly input: string;
  output: string | null;
  error: string | null;
  cause: string | null;
  readonly started_at: number;
  stopped_at: number | null;
  /** When TimeoutSeconds of the machine are over; null once it has ended. */
  timeout_at: number | null;
  last_event: number;
  last_strand: number;
  redrive_count: number;
  redriven_at: number | null;
  /** The task's call that started it, if one did: so a call repeated after a crash finds what it started. */
  readonly started_by: string | null;
}

export type NewExecution = Pick<
  Execution,
  'arn' | 'machine' | 'name' | 'definition' | 'role_arn' | 'input' | 'started_at' | 'timeout_at' | 'started_by'
>;

export interface ExecutionQuery {
  readonly machine: string;
  readonly status: Status | undefined;
  /** Only executions older than this id. */
  readonly before: number;
  readonly limit: number;
}

/** The executions' own rows. */
export class ExecutionStore {
  readonly #byId: StatementSync;
  readonly #byArn: StatementSync;
  readonly #insert: StatementSync;
  readonly #update: StatementSync;
  readonly #list: StatementSync;
  readonly #listByStatus: StatementSync;
  readonly #due: StatementSync;
  readonly #nextDue: StatementSync;
  readonly #running: StatementSync;
  readonly #forget: StatementSync;

  constructor(database: DatabaseSync) {
    this.#byId = database.prepare('SELECT * FROM states_execution WHERE id = ?');
    this.#byArn = database.prepare('SELECT * FROM states_execution WHERE arn = ?');
    this.#insert = database.prepare(
      `INSERT INTO states_execution
         (arn, machine, name, definition, role_arn, input, started_at, timeout_at, started_by, status, last_event, last_strand)
       VALUES (:arn, :machine, :name, :definition, :role_arn, :input, :started_at, :timeout_at, :started_by, 'RUNNING', 1, 1)`,
    );
    this.#update = database.prepare(
      `UPDATE states_execution SET status = :status, output = :output, error = :error, cause = :cause,
         stopped_at = :stopped_at, timeout_at = :timeout_at, last_event = :last_event, last_strand = :last_strand,
         redrive_count = :redrive_count, redriven_at = :redriven_at
       WHERE id = :id`,
    );
    const list = (where: string) =>
      database.prepare(
        `SELECT * FROM states_execution WHERE machine = :machine AND id < :before ${where} ORDER BY id DESC LIMIT :limit`,
      );
    this.#list = list('');
    this.#listByStatus = list('AND status = :status');
    this.#due = database.prepare('SELECT id FROM states_execution WHERE timeout_at <= ? ORDER BY timeout_at LIMIT ?');
    this.#nextDue = database.prepare('SELECT MIN(timeout_at) AS at FROM states_execution WHERE timeout_at IS NOT NULL');
    this.#running = database.prepare(
      "SELECT COUNT(*) AS count FROM states_execution WHERE machine = ? AND status = 'RUNNING'",
    );
    this.#forget = database.prepare('DELETE FROM states_execution WHERE machine = ?');
  }

  byId(id: number): Execution | undefined {
    return this.#byId.get(id) as Execution | undefined;
  }

  byArn(arn: string): Execution | undefined {
    return this.#byArn.get(arn) as Execution | undefined;
  }

  insert(execution: NewExecution): number {
    return Number(this.#insert.run({ ...execution }).lastInsertRowid);
  }

  update(execution: Execution): void {
    const { arn, machine, name, definition, role_arn, input, started_at, started_by, ...changing } = execution;
    this.#update.run(changing as Record<string, SQLInputValue>);
  }

  /** Newest first. */
  list({ machine, status, before, limit }: ExecutionQuery): Execution[] {
    const rows =
      status === undefined
        ? this.#list.all({ machine, before, limit })
        : this.#listByStatus.all({ machine, before, limit, status });
    return rows as unknown as Execution[];
  }

  /** Ids of executions whose time is over. */
  due(now: number, limit: number): number[] {
    return this.#due.all(now, limit).map((row) => Number(row.id));
  }

  nextDue(): number | undefined {
    const at = this.#nextDue.get()?.at;
    return at == null ? undefined : Number(at);
  }

  countRunning(machine: string): number {
    return Number(this.#running.get(machine)?.count);
  }

  forget(machine: string): void {
    this.#forget.run(machine);
  }
}
