import type { DeliveryState } from './messages.ts';

export type SuppressionReason = 'BOUNCE' | 'COMPLAINT';

/** What becomes of a message for one recipient. */
export interface Fate {
  readonly state: DeliveryState;
  /** What the recipient's server said, or why it was not asked. */
  readonly detail: string;
}

export const DELIVERED: Fate = { state: 'delivered', detail: '250 2.0.0 OK' };
export const REJECTED: Fate = { state: 'rejected', detail: 'Bad content' };
const BOUNCED: Fate = { state: 'bounced', detail: 'smtp; 550 5.1.1 user unknown' };
const COMPLAINED: Fate = { state: 'complained', detail: 'The recipient marked the message as spam' };
const SUPPRESSED: Readonly<Record<SuppressionReason, Fate>> = {
  BOUNCE: { state: 'suppressed-bounce', detail: 'Not tried: an earlier message bounced' },
  COMPLAINT: { state: 'suppressed-complaint', detail: 'Not tried: the recipient complained about an earlier message' },
};

/**
 * The mailbox simulator's addresses, each also with a label (`bounce+ann@`).
 * https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html
 */
const SIMULATOR_DOMAIN = 'simulator.amazonses.com';
const SIMULATED: ReadonlyMap<string, Fate> = new Map([
  ['bounce', BOUNCED],
  ['suppressionlist', BOUNCED],
  ['complaint', COMPLAINED],
]);

/**
 * Domains of this home alone, for demonstrations with people of any name. Unlike the simulator's, their addresses are
 * put on the suppression list like anybody's.
 */
const DEMONSTRATION_DOMAINS: ReadonlyMap<string, Fate> = new Map([
  ['bounce.example', BOUNCED],
  ['complaint.example', COMPLAINED],
]);

/** @returns undefined for an ordinary recipient, whose fate the world decides */
export function fateOf(address: string, suppressed: SuppressionReason | undefined): Fate | undefined {
  if (suppressed) return SUPPRESSED[suppressed];
  const [local = '', domain = ''] = address.toLowerCase().split('@');
  if (domain === SIMULATOR_DOMAIN) return SIMULATED.get(local.replace(/\+.*/, '')) ?? DELIVERED;
  return DEMONSTRATION_DOMAINS.get(domain);
}

/** The simulator's own addresses never come on the suppression list. */
export function isSimulator(address: string): boolean {
  return address.toLowerCase().endsWith(`@${SIMULATOR_DOMAIN}`);
}
