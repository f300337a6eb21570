import * as z from 'zod';
import { propertiesOf } from './properties.ts';
import type { Resource } from './read-template.ts';
import { TemplateError } from './template-error.ts';

const propertiesSchema = z.object({
  DefinitionString: z.string().optional(),
  Definition: z.record(z.string(), z.unknown()).optional(),
  DefinitionSubstitutions: z.record(z.string(), z.coerce.string()).default({}),
  StateMachineType: z.literal('STANDARD', { error: 'only standard workflows run here' }).default('STANDARD'),
});

/**
 * The definition of an `AWS::StepFunctions::StateMachine` with its substitutions made, as JSON text.
 *
 * @throws TemplateError when there is none, or it is an express workflow
 */
export function stateMachineDefinitionOf(resource: Resource): string {
  const { DefinitionString, Definition, DefinitionSubstitutions } = propertiesOf(propertiesSchema, resource);
  const definition = DefinitionString ?? (Definition && JSON.stringify(Definition));
  if (definition === undefined) throw new TemplateError(resource.path, 'its definition must stand in the template');
  return definition.replace(/\$\{([A-Za-z0-9_]+)\}/g, (whole, name) => DefinitionSubstitutions[name] ?? whole);
}
