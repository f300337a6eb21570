import { expect, it } from 'vitest';
import * as z from 'zod';
import { mailDefinitionOf } from '../../../local/template/mail-definition.ts';
import { propertiesOf } from '../../../local/template/properties.ts';
import type { Resource } from '../../../local/template/read-template.ts';

it('says where a resource asks for something that is not run here', () => {
  const layers = z.object({ Layers: z.never({ error: 'layers are not run here' }).optional() });
  const read = () => propertiesOf(layers, { path: 'Service/Apply', properties: { Layers: ['x'] } });
  expect(read).toThrow(/^Service\/Apply: .*layers are not run here[\s\S]*at Layers/);
});

it('names the resource of mail that is wrong, in one sentence', () => {
  const properties = { ConfigurationSetName: 'set', EventDestination: { MatchingEventTypes: ['send'] } };
  const destination = { type: 'AWS::SES::ConfigurationSetEventDestination', path: 'Service/Mail/Events', properties };
  expect(() => mailDefinitionOf([destination as unknown as Resource])).toThrow(/^Service\/Mail\/Events: /);
});
