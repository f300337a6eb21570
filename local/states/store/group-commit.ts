import type { DatabaseSync } from 'node:sqlite';
import { transaction } from '../../data/database.ts';
import { StatesApiError } from '../errors.ts';

/** The service was closed before the change was written: it did not happen. */
export class ServiceClosedError extends Error {
  override readonly name = 'ServiceClosedError';

  constructor() {
    super('the Step Functions service is closed');
  }
}

interface Change {
  readonly write: () => void;
  readonly settle: (error?: unknown) => void;
}

/**
 * Writes the changes that come up in the same turn of the event loop in one transaction; each is told when it is
 * durable. A change looks first and writes after: one that refuses (StatesApiError) has written nothing and spoils
 * nothing for the others; any other error undoes them all.
 */
export class GroupCommit {
  readonly #database: DatabaseSync;
  #changes: Change[] = [];
  #closed = false;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Resolves with what the change returns, once it is committed. */
  write<T>(change: () => T): Promise<T> {
    if (this.#closed) return Promise.reject(new ServiceClosedError());
    if (this.#changes.length === 0) setImmediate(() => this.#flush());
    return new Promise<T>((resolve, reject) => {
      let result: T;
      this.#changes.push({
        write: () => {
          result = change();
        },
        settle: (error) => (error === undefined ? resolve(result) : reject(error)),
      });
    });
  }

  close(): void {
    this.#closed = true;
    for (const { settle } of this.#changes.splice(0)) settle(new ServiceClosedError());
  }

  #flush(): void {
    const changes = this.#changes;
    this.#changes = [];
    const refused = new Map<Change, StatesApiError>();
    try {
      transaction(this.#database, () => {
        for (const change of changes) {
          try {
            change.write();
          } catch (error) {
            if (!(error instanceof StatesApiError)) throw error;
            refused.set(change, error);
          }
        }
      });
    } catch (error) {
      for (const { settle } of changes) settle(error);
      return;
    }
    for (const change of changes) change.settle(refused.get(change));
  }
}
