import { createHash } from 'node:crypto';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Definition } from '../definition/language.ts';
import { parseDefinition } from '../definition/parse.ts';

/** A row of states_machine. `definition` is a hash; `logging` and `tracing` are JSON as given. */
export interface Machine {
  readonly arn: string;
  readonly name: string;
  readonly definition: string;
  readonly role_arn: string;
  readonly logging: string;
  readonly tracing: string;
  readonly created_at: number;
  readonly updated_at: number;
  readonly revision: string | null;
  /** 1 while its last executions run out. */
  readonly deleting: number;
}

/** State machines, and the definitions that they and their running executions use. */
export class MachineStore {
  /** Compiled definitions by hash: each is read once. */
  readonly #compiled = new Map<string, Definition>();
  readonly #get: StatementSync;
  readonly #put: StatementSync;
  readonly #delete: StatementSync;
  readonly #list: StatementSync;
  readonly #putDefinition: StatementSync;
  readonly #getDefinition: StatementSync;

  constructor(database: DatabaseSync) {
    this.#get = database.prepare('SELECT * FROM states_machine WHERE arn = ?');
    this.#put = database.prepare(
      `INSERT OR REPLACE INTO states_machine VALUES
         (:arn, :name, :definition, :role_arn, :logging, :tracing, :created_at, :updated_at, :revision, :deleting)`,
    );
    this.#delete = database.prepare('DELETE FROM states_machine WHERE arn = ?');
    this.#list = database.prepare('SELECT * FROM states_machine WHERE name > ? ORDER BY name LIMIT ?');
    this.#putDefinition = database.prepare('INSERT OR IGNORE INTO states_definition VALUES (?, ?)');
    this.#getDefinition = database.prepare('SELECT text FROM states_definition WHERE hash = ?');
  }

  get(arn: string): Machine | undefined {
    return this.#get.get(arn) as Machine | undefined;
  }

  put(machine: Machine): void {
    this.#put.run({ ...machine });
  }

  delete(arn: string): void {
    this.#delete.run(arn);
  }

  /** By name, those after the given one. */
  list(after: string, limit: number): Machine[] {
    return this.#list.all(after, limit) as unknown as Machine[];
  }

  /** Keeps a definition's text and returns its hash. */
  putDefinition(text: string): string {
    const hash = createHash('sha256').update(text).digest('hex');
    this.#putDefinition.run(hash, text);
    return hash;
  }

  definitionText(hash: string): string {
    return String(this.#getDefinition.get(hash)?.text);
  }

  definition(hash: string): Definition {
    let definition = this.#compiled.get(hash);
    if (definition === undefined) {
      definition = parseDefinition(this.definitionText(hash));
      this.#compiled.set(hash, definition);
    }
    return definition;
  }
}
