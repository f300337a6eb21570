import * as z from 'zod';
import { TemplateError } from './template-error.ts';

/**
 * The properties of a resource as the home uses them.
 *
 * @throws TemplateError that says where they ask for something that is not run here
 */
export function propertiesOf<T>(
  schema: z.ZodType<T>,
  { path, properties }: { readonly path: string; readonly properties: unknown },
): T {
  const parsed = schema.safeParse(properties);
  if (!parsed.success) throw new TemplateError(path, z.prettifyError(parsed.error));
  return parsed.data;
}
