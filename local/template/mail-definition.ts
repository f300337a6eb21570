import * as z from 'zod';
import type { ConfigurationSet, Identity } from '../mail/configuration.ts';
import { propertiesOf } from './properties.ts';
import type { Resource } from './read-template.ts';

/** CloudFormation takes SES's event types in any case. */
const EVENT_TYPES = {
  send: 'Send',
  delivery: 'Delivery',
  bounce: 'Bounce',
  complaint: 'Complaint',
  reject: 'Reject',
} as const;
type EventType = keyof typeof EVENT_TYPES;

const setProperties = z.object({
  SuppressionOptions: z.object({ SuppressedReasons: z.array(z.enum(['BOUNCE', 'COMPLAINT'])).optional() }).optional(),
});
const identityProperties = z.object({
  ConfigurationSetAttributes: z.object({ ConfigurationSetName: z.string().optional() }).optional(),
});
const destinationProperties = z.object({
  ConfigurationSetName: z.string(),
  EventDestination: z.object({
    Enabled: z.boolean().default(true),
    MatchingEventTypes: z.array(
      z
        .string()
        .toLowerCase()
        .pipe(z.enum(Object.keys(EVENT_TYPES) as EventType[])),
    ),
    EventBridgeDestination: z.object({ EventBusArn: z.string() }),
  }),
});

/**
 * Who may send mail, and who hears of it, by the template's `AWS::SES` resources.
 *
 * @throws TemplateError
 */
export function mailDefinitionOf(resources: readonly Resource[]): {
  identities: Identity[];
  configurationSets: ConfigurationSet[];
} {
  const ofType = (type: string) => resources.filter((resource) => resource.type === `AWS::SES::${type}`);
  const destinations = ofType('ConfigurationSetEventDestination').map((one) =>
    propertiesOf(destinationProperties, one),
  );
  return {
    identities: ofType('EmailIdentity').map((identity) => {
      const { name } = identity;
      const set = propertiesOf(identityProperties, identity).ConfigurationSetAttributes?.ConfigurationSetName;
      return { name, ...(set !== undefined && { configurationSet: set }) };
    }),
    configurationSets: ofType('ConfigurationSet').map((set) => {
      const { name } = set;
      const reasons = propertiesOf(setProperties, set).SuppressionOptions?.SuppressedReasons;
      return {
        name,
        ...(reasons && { suppressedReasons: reasons }),
        destinations: destinations
          .filter(
            ({ ConfigurationSetName, EventDestination }) => ConfigurationSetName === name && EventDestination.Enabled,
          )
          .map(({ EventDestination }) => ({
            arn: EventDestination.EventBridgeDestination.EventBusArn,
            types: EventDestination.MatchingEventTypes.map((type) => EVENT_TYPES[type]),
          })),
      };
    }),
  };
}
