import type { MailEventType } from './events.ts';
import type { SuppressionReason } from './fate.ts';

/** `AWS::SES::ConfigurationSetEventDestination`: which events go to an event bus or SNS topic. */
export interface EventDestination {
  /** ARN of the event bus or topic. */
  readonly arn: string;
  readonly types: readonly MailEventType[];
}

/** `AWS::SES::ConfigurationSet` with its event destinations. */
export interface ConfigurationSet {
  readonly name: string;
  readonly destinations: readonly EventDestination[];
  /** What puts an address on the suppression list. Default: bounces and complaints. */
  readonly suppressedReasons?: readonly SuppressionReason[];
}

/** `AWS::SES::EmailIdentity`: a domain or an address that mail may be sent from. */
export interface Identity {
  readonly name: string;
  /** Used by messages that name no configuration set. */
  readonly configurationSet?: string;
}

/** The identity that lets an address send: itself, its domain, or a domain above it. */
export function identityOf(address: string, identities: readonly Identity[]): Identity | undefined {
  const lower = address.toLowerCase();
  const domain = lower.slice(lower.lastIndexOf('@') + 1);
  return identities.find(({ name }) => {
    const identity = name.toLowerCase();
    return identity === lower || identity === domain || (!identity.includes('@') && domain.endsWith(`.${identity}`));
  });
}
