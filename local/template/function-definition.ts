import * as z from 'zod';
import type { FunctionDefinition } from '../functions/definition.ts';
import type { Assembly } from './assembly.ts';
import { propertiesOf } from './properties.ts';
import type { Resource } from './read-template.ts';
import { TemplateError } from './template-error.ts';

/** Defaults are Lambda's: https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
const propertiesSchema = z.object({
  Code: z.object({ S3Key: z.string() }),
  Handler: z.string(),
  Runtime: z.string().startsWith('nodejs'),
  Environment: z.object({ Variables: z.record(z.string(), z.coerce.string()).default({}) }).default({ Variables: {} }),
  Timeout: z.coerce.number().default(3),
  MemorySize: z.coerce.number().default(128),
  Layers: z.never({ error: 'layers are not run here' }).optional(),
});

/**
 * How to run an `AWS::Lambda::Function` of the template.
 *
 * @throws TemplateError when it is not a Node function with a bundle of this assembly
 */
export function functionDefinitionOf(resource: Resource, { assets }: Assembly): FunctionDefinition {
  const { Code, Handler, Environment, Timeout, MemorySize } = propertiesOf(propertiesSchema, resource);
  const codeFolder = assets.get(Code.S3Key);
  if (codeFolder === undefined) throw new TemplateError(resource.path, `the assembly has no asset ${Code.S3Key}`);
  return {
    name: resource.name,
    arn: resource.arn as string,
    codeFolder,
    handler: Handler,
    environment: Environment.Variables,
    timeoutSeconds: Timeout,
    memoryMb: MemorySize,
  };
}
