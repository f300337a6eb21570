import type { DatabaseSync } from 'node:sqlite';
import type { SuppressionReason } from './fate.ts';

export const SUPPRESSION_TABLES = [
  `CREATE TABLE mail_suppression (
     address TEXT PRIMARY KEY COLLATE NOCASE,
     reason TEXT NOT NULL,
     updated_at INTEGER NOT NULL
   ) STRICT`,
];

export interface SuppressedAddress {
  readonly address: string;
  readonly reason: SuppressionReason;
  readonly updatedAt: number;
}

/** The account's suppression list: addresses that mail is no longer delivered to, in any case of letters. */
export class SuppressionList {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  get(address: string): SuppressedAddress | undefined {
    const row = this.#database
      .prepare('SELECT address, reason, updated_at AS updatedAt FROM mail_suppression WHERE address = ?')
      .get(address);
    return row as SuppressedAddress | undefined;
  }

  put(address: string, reason: SuppressionReason, now: number): void {
    this.#database.prepare('INSERT OR REPLACE INTO mail_suppression VALUES (?, ?, ?)').run(address, reason, now);
  }

  /** @returns false when the address was not on the list */
  delete(address: string): boolean {
    return this.#database.prepare('DELETE FROM mail_suppression WHERE address = ?').run(address).changes > 0;
  }
}
