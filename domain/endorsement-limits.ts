const MINUTE = 60_000;

/**
 * Requests to one address: at most so many in each window that ends now. A local authority's officer may rightly get many
 * on the closing day: what is over the limit waits, and goes out as one digest. Figures: early-careers-framework of the
 * Department for Education (nomination_email.rb).
 */
export const ADDRESS_LIMITS = [
  { requests: 1, minutes: 5 },
  { requests: 5, minutes: 24 * 60 },
] as const;

/**
 * Does a request go out now, or wait for the digest at `until`?
 *
 * @param sentAt when mails with requests (or a digest) went to this address, in any order
 */
export function limitRequest(
  sentAt: readonly Date[],
  now: Date,
): { readonly word: 'send' } | { readonly word: 'hold'; readonly until: Date } {
  const newestFirst = sentAt.map((date) => date.getTime()).sort((a, b) => b - a);
  // a window is free again once the n-th newest mail has left it
  const until = Math.max(
    ...ADDRESS_LIMITS.map(({ requests, minutes }) => (newestFirst[requests - 1] ?? -Infinity) + minutes * MINUTE),
  );
  return now.getTime() >= until ? { word: 'send' } : { word: 'hold', until: new Date(until) };
}
