import type { DatabaseSync } from 'node:sqlite';
import { SchedulerRefusal } from './refusal.ts';

export const TOKEN_TABLES = [
  `CREATE TABLE scheduler_token (
     token TEXT PRIMARY KEY,
     request TEXT NOT NULL,
     answer TEXT NOT NULL,
     at INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID`,
];

/** AWS does not say how long; far longer than any client goes on with its retries. */
const REMEMBERED_FOR = 24 * 3_600_000;

/**
 * Answers a repeated request (same client token, same parameters) with the first one's answer, without doing it again.
 * Inside the caller's transaction.
 *
 * @throws SchedulerRefusal when a token comes with other parameters than before
 */
export function onceForToken<T>(
  database: DatabaseSync,
  { token, request, now }: { token: string | undefined; request: string; now: number },
  run: () => T,
): T {
  if (token === undefined) return run();
  const seen = database.prepare('SELECT request, answer FROM scheduler_token WHERE token = ?').get(token);
  if (seen && seen.request !== request) {
    throw new SchedulerRefusal('ConflictException', 'The client token was used for another request.');
  }
  if (seen) return JSON.parse(String(seen.answer)).answer;
  const answer = run();
  database.prepare('DELETE FROM scheduler_token WHERE at < ?').run(now - REMEMBERED_FOR);
  database
    .prepare('INSERT INTO scheduler_token VALUES (?, ?, ?, ?)')
    .run(token, request, JSON.stringify({ answer }), now);
  return answer;
}
