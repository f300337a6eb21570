import type { Assembly } from './assembly.ts';
import { type Place, placeOf } from './places.ts';
import { type OtherStacks, Resolver, type ResolverOptions } from './resolver.ts';
import { TemplateError } from './template-error.ts';

export interface Resource {
  readonly logicalId: string;
  /** Its path in the CDK app, such as `DesignationRounds/Apply/Resource`. */
  readonly path: string;
  readonly stack: string;
  readonly type: string;
  readonly place: Place;
  /** Resolved; empty for a resource that is not run here. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** The physical name, the same after every restart and synthesis. */
  readonly name: string;
  readonly arn: string | undefined;
}

/**
 * Reads every resource of an assembly: what it is called, and its properties with all references resolved.
 *
 * @throws TemplateError that names the resource whose type has no place here, or the value that cannot be resolved
 */
export function readTemplate(assembly: Assembly, options: Omit<ResolverOptions, 'otherStacks'>): Resource[] {
  const resolvers = new Map<string, Resolver>();
  const otherStacks = outputsOf(assembly, resolvers);
  for (const stack of assembly.stacks) resolvers.set(stack.name, new Resolver(stack, { ...options, otherStacks }));

  const resources: Resource[] = [];
  for (const { name: stack, template } of assembly.stacks) {
    const resolver = resolvers.get(stack) as Resolver;
    for (const [logicalId, { Type: type, Condition, Properties, Metadata }] of Object.entries(template.Resources)) {
      const where = `${stack}/Resources/${logicalId}`;
      const path = Metadata['aws:cdk:path'] ?? `${stack}/${logicalId}`;
      if (Condition !== undefined && !resolver.condition(Condition, where)) continue;
      const place = placeOf(type);
      if (!place) throw new TemplateError(path, `a ${type} has no place on one machine`);
      const { name, arn } = resolver.identify(logicalId, where);
      const run = place.place === 'run';
      const properties = run ? resolver.resolve(Properties, `${where}/Properties`) : {};
      resources.push({
        logicalId,
        path,
        stack,
        type,
        place,
        name,
        arn,
        properties: properties as Record<string, unknown>,
      });
    }
  }
  return resources;
}

function outputsOf(assembly: Assembly, resolvers: ReadonlyMap<string, Resolver>): OtherStacks {
  const outputs = assembly.stacks.flatMap((stack) =>
    Object.entries(stack.template.Outputs).map(([name, output]) => {
      const resolver = () => resolvers.get(stack.name) as Resolver;
      const where = `${stack.name}/Outputs/${name}`;
      return {
        stack: stack.name,
        name,
        exportedAs: () => output.Export && resolver().text(output.Export.Name, where),
        value: () => resolver().resolve(output.Value, where),
      };
    }),
  );
  return {
    exported(name, path) {
      const output = outputs.find((each) => each.exportedAs() === name);
      if (!output) throw new TemplateError(path, `no stack exports ${name}`);
      return output.value();
    },
    output(stack, name, path) {
      const output = outputs.find((each) => each.stack === stack && each.name === name);
      if (!output) throw new TemplateError(path, `the stack ${stack} has no output ${name}`);
      return output.value();
    },
  };
}
