/**
 * The network that an address belongs to, as wide as a provider: evidence that an answer did not come from the applicant's
 * own desk, without keeping who it was.
 *
 * @returns `198.51.0.0/16`, `2001:db8::/32`, or `unknown`
 */
export function ipClass(ip: string): string {
  const [, high, low] = /^(\d{1,3})\.(\d{1,3})\.\d{1,3}\.\d{1,3}$/.exec(ip) ?? [];
  if (high !== undefined) return `${high}.${low}.0.0/16`;
  const [, first, second] = /^\[?([\da-f]{1,4}):([\da-f]{0,4}):/i.exec(ip) ?? [];
  return first === undefined ? 'unknown' : `${first}:${second || '0'}::/32`.toLowerCase();
}
