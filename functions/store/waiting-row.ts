import * as z from 'zod';
import { type Key, listed } from './keys.ts';
import type { Records } from './records.ts';
import { updateRow } from './row-update.ts';

/** What the workflow is told when it is woken. It reads the rows again whatever the word is. */
export const WAKE_WORDS = ['answered', 'withdrawn', 'replan'] as const;
export type WakeWord = (typeof WAKE_WORDS)[number];

/** A row on which the workflow can wait: a slot, an eligibility review, a decision. */
export const waitingFields = {
  /** Present while the workflow waits here: whoever holds it can wake the workflow. */
  taskToken: z.string().exactOptional(),
  /** What the workflow has still to be told. */
  wake: z.enum(WAKE_WORDS).exactOptional(),
};
export const waitingRow = z.object({ kind: z.string(), ...waitingFields });

/** A workflow that nobody woke within this time is woken by the sweep. */
const WAKE_AGAIN_AFTER_MS = 60_000;

/** What a write adds to a row on which the workflow may wait, so that it is woken, and again if that is lost. */
export const wakeWith = (reference: string, wake: WakeWord, at: Date) => ({
  wake,
  ...listed.due(reference, new Date(at.getTime() + WAKE_AGAIN_AFTER_MS)),
});

class TokenChangedError extends Error {
  override readonly name = 'TokenChangedError';
}

/**
 * Records that the workflow was told. Nothing is recorded when it waits here anew already, with another token.
 *
 * @param due what falls due on the row next, if anything
 */
export async function recordWoken(
  records: Records,
  key: Key,
  { taskToken, wake }: z.infer<typeof waitingRow>,
  due: { duePk: string; dueSk: string } | undefined,
): Promise<void> {
  const remove = ['taskToken', 'wake', ...(due ? [] : ['duePk', 'dueSk'])];
  const update = { ...(due && { set: due }), remove, when: { taskToken, wake } };
  try {
    await records.transact([updateRow(key, update, () => new TokenChangedError())]);
  } catch (error) {
    if (!(error instanceof TokenChangedError)) throw error;
  }
}
