import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { TemplateError } from './template-error.ts';

const templateSchema = z.object({
  Parameters: z.record(z.string(), z.object({ Type: z.string(), Default: z.unknown() })).default({}),
  Mappings: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))).default({}),
  Conditions: z.record(z.string(), z.unknown()).default({}),
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Condition: z.string().optional(),
      Properties: z.record(z.string(), z.unknown()).default({}),
      Metadata: z.object({ 'aws:cdk:path': z.string().optional() }).default({}),
    }),
  ),
  Outputs: z
    .record(z.string(), z.object({ Value: z.unknown(), Export: z.object({ Name: z.unknown() }).optional() }))
    .default({}),
  Transform: z.never({ error: 'macros run in CloudFormation only' }).optional(),
});
export type Template = z.infer<typeof templateSchema>;

export interface Stack {
  readonly name: string;
  /** The region that the app names for it, if it does. */
  readonly region: string | undefined;
  readonly template: Template;
}

/** What CDK synthesised: https://docs.aws.amazon.com/cdk/v2/guide/deploy.html#deploy-how-synth-assemblies */
export interface Assembly {
  /** Each after those it depends on. */
  readonly stacks: readonly Stack[];
  /** The folder or file of each asset by the S3 key that the template gives it. */
  readonly assets: ReadonlyMap<string, string>;
}

const manifestSchema = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      environment: z.string().optional(),
      dependencies: z.array(z.string()).default([]),
      properties: z
        .object({ templateFile: z.string().optional(), file: z.string().optional(), stackName: z.string().optional() })
        .default({}),
    }),
  ),
});
type Artifacts = z.infer<typeof manifestSchema>['artifacts'];

const assetsSchema = z.object({
  files: z.record(
    z.string(),
    z.object({
      source: z.object({ path: z.string().optional() }),
      destinations: z.record(z.string(), z.object({ objectKey: z.string() })),
    }),
  ),
});

/**
 * Reads a cloud assembly.
 *
 * @throws TemplateError for a stage (an assembly within the assembly), ZodError for anything else that does not fit
 */
export function readAssembly(folder: string): Assembly {
  const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const { artifacts } = manifestSchema.parse(read('manifest.json'));
  const stacks: Stack[] = [];
  const assets = new Map<string, string>();
  for (const id of inOrder(artifacts)) {
    const { type, environment, properties } = artifacts[id] as Artifacts[string];
    if (type === 'cdk:cloud-assembly') throw new TemplateError(id, 'stages are not run here');
    if (type === 'aws:cloudformation:stack' && properties.templateFile) {
      // the environment is aws://<account>/<region>, with unknown-region when the app leaves it open
      const region = environment?.split('/').at(-1);
      stacks.push({
        name: properties.stackName ?? id,
        region: region === 'unknown-region' ? undefined : region,
        template: templateSchema.parse(read(properties.templateFile)),
      });
    }
    if (type === 'cdk:asset-manifest' && properties.file) {
      for (const { source, destinations } of Object.values(assetsSchema.parse(read(properties.file)).files)) {
        for (const { objectKey } of Object.values(destinations)) {
          if (source.path) assets.set(objectKey, join(folder, source.path));
        }
      }
    }
  }
  return { stacks, assets };
}

/** The ids of artifacts, each after those it depends on. */
function inOrder(artifacts: Artifacts): Set<string> {
  const ordered = new Set<string>();
  const visit = (id: string): void => {
    for (const dependency of artifacts[id]?.dependencies ?? []) visit(dependency);
    if (artifacts[id]) ordered.add(id);
  };
  for (const id of Object.keys(artifacts)) visit(id);
  return ordered;
}
