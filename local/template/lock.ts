import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Runs something while no other process of this machine does so under the same file. SQLite's lock is the operating
 * system's own: it ends with the process that holds it, however that ends.
 */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const lock = new DatabaseSync(file, { timeout: 0 });
  try {
    while (!take(lock)) await pause(50);
    return await work();
  } finally {
    lock.close();
  }
}

const SQLITE_BUSY = 5;

function take(lock: DatabaseSync): boolean {
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) return false;
    throw error;
  }
}
