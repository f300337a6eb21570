const MINUTE = 60_000;

/** Pauses before each new attempt: 1 + 4 + 10 + 25 + 60 + 140 minutes are 4 hours, after which staff have a task. */
export const RETRY_MINUTES = [1, 4, 10, 25, 60, 140] as const;

/** A send takes seconds and its function ends within minutes: a claim this old belongs to nobody. */
export const CLAIM_MINUTES = 10;

/** @param attempts made so far, the one that has just failed among them */
export function afterFailedAttempt(
  attempts: number,
  now: Date,
): { readonly word: 'retry'; readonly at: Date } | { readonly word: 'give-up' } {
  const pause = RETRY_MINUTES[attempts - 1];
  return pause === undefined ? { word: 'give-up' } : { word: 'retry', at: new Date(now.getTime() + pause * MINUTE) };
}

/** Is somebody still sending it? */
export function claimWord(claimedAt: Date, now: Date): 'sending' | 'interrupted' {
  return now.getTime() - claimedAt.getTime() < CLAIM_MINUTES * MINUTE ? 'sending' : 'interrupted';
}

/**
 * The kinds of bounce of Amazon SES (docs.aws.amazon.com/ses/latest/dg/notification-contents.html). After a permanent or
 * an undetermined one nothing more is sent to the address until somebody has corrected or confirmed it; after a transient
 * one SES has tried for hours, and staff may send it again.
 */
export function afterBounce(type: 'Permanent' | 'Transient' | 'Undetermined'): 'correct-address' | 'send-again-later' {
  return type === 'Transient' ? 'send-again-later' : 'correct-address';
}
