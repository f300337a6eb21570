import type { Round } from './round.ts';

const MINUTE = 60_000;

/** A draft that was saved (a POST) so shortly before closing may still be sent a little later: nobody loses a page. */
export const GRACE = { savedWithinMinutes: 30, lastsMinutes: 15 } as const;

export type GateWord = 'not-open-yet' | 'open' | 'in-grace' | 'late-pass' | 'closed' | 'cancelled';

/**
 * May an application be sent at this instant? A round closes *at* its closing instant: one millisecond before is in time,
 * the instant itself is not; so is every end here. The answer follows from the round's moments, whatever its state says:
 * a schedule that fires late keeps nothing open.
 *
 * @param draft when the draft was last saved, and until when a late pass of its applicant lets it in
 */
export function gate(
  { state, opens, closes, reopened }: Pick<Round, 'state' | 'opens' | 'closes' | 'reopened'>,
  draft: { readonly savedAt?: Date; readonly latePassUntil?: Date },
  now: Date,
): GateWord {
  if (state === 'cancelled') return 'cancelled';
  if (now < opens.instant) return 'not-open-yet';
  if (now < closes.instant) return 'open';
  if (reopened && now >= reopened.from.instant && now < reopened.until.instant) return 'open';
  if (draft.latePassUntil && now < draft.latePassUntil) return 'late-pass';
  const closings = [closes, ...(reopened ? [reopened.until] : [])].map(({ instant }) => instant.getTime());
  return closings.some((closing) => isInGrace(closing, draft.savedAt, now)) ? 'in-grace' : 'closed';
}

function isInGrace(closing: number, savedAt: Date | undefined, now: Date): boolean {
  if (!savedAt || now.getTime() < closing || now >= graceEnd(new Date(closing))) return false;
  const saved = savedAt.getTime();
  return saved >= closing - GRACE.savedWithinMinutes * MINUTE && saved < closing;
}

/** When drafts are closed for good. */
export function graceEnd(closing: Date): Date {
  return new Date(closing.getTime() + GRACE.lastsMinutes * MINUTE);
}
