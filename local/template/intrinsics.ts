import type { Resolver } from './resolver.ts';
import { TemplateError } from './template-error.ts';

/** @param given what stands under the function's name, unresolved */
type Intrinsic = (resolver: Resolver, given: unknown, path: string) => unknown;

/**
 * CloudFormation's functions, as far as templates of this project need them. See
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export const INTRINSICS: Readonly<Record<string, Intrinsic>> = {
  Ref: (resolver, given, path) => resolver.reference(resolver.text(given, path), path),

  'Fn::GetAtt': (resolver, given, path) => {
    const [logicalId, ...attribute] = typeof given === 'string' ? given.split('.') : resolver.list(given, path);
    return resolver.attribute(String(logicalId), attribute.join('.'), path);
  },

  'Fn::Sub': (resolver, given, path) => {
    const [template, values] = Array.isArray(given) ? given : [given, {}];
    return String(template).replace(/\$\{([^}]+)\}/g, (_, name: string) => {
      if (name.startsWith('!')) return `\${${name.slice(1)}}`;
      if (name in values) return resolver.text(values[name], `${path}/${name}`);
      const [logicalId = '', ...attribute] = name.split('.');
      if (attribute.length > 0) return resolver.attribute(logicalId, attribute.join('.'), path);
      return String(resolver.reference(name, path));
    });
  },

  'Fn::Join': (resolver, given, path) => {
    const [separator, items] = parts(given, 2, path);
    return resolver
      .list(items, path)
      .map((item) => resolver.text(item, path))
      .join(String(separator));
  },

  'Fn::Split': (resolver, given, path) => {
    const [separator, text] = parts(given, 2, path);
    return resolver.text(text, path).split(String(separator));
  },

  'Fn::Select': (resolver, given, path) => {
    const [index, items] = parts(given, 2, path);
    const list = resolver.list(items, path);
    const chosen = list[Number(resolver.text(index, path))];
    if (chosen === undefined) throw new TemplateError(path, `there is no item ${index} among ${list.length}`);
    return chosen;
  },

  'Fn::FindInMap': (resolver, given, path) => {
    const [map, key, second] = parts(given, 3, path).map((part) => resolver.text(part, path)) as [
      string,
      string,
      string,
    ];
    return resolver.mapping(map, key, second, path);
  },

  'Fn::Base64': (resolver, given, path) => Buffer.from(resolver.text(given, path)).toString('base64'),

  'Fn::ImportValue': (resolver, given, path) => resolver.otherStacks.exported(resolver.text(given, path), path),

  'Fn::GetStackOutput': (resolver, given, path) => {
    const { StackName, OutputName } = given as Record<string, unknown>;
    return resolver.otherStacks.output(resolver.text(StackName, path), resolver.text(OutputName, path), path);
  },

  'Fn::If': (resolver, given, path) => {
    const [condition, whenTrue, whenFalse] = parts(given, 3, path);
    return resolver.resolve(resolver.condition(String(condition), path) ? whenTrue : whenFalse, path);
  },

  Condition: (resolver, given, path) => resolver.condition(String(given), path),

  'Fn::Equals': (resolver, given, path) => {
    const [one, other] = parts(given, 2, path).map((part) => resolver.text(part, path));
    return one === other;
  },

  'Fn::Not': (resolver, given, path) => !resolver.truth(parts(given, 1, path)[0], path),

  'Fn::And': (resolver, given, path) => (given as unknown[]).every((part) => resolver.truth(part, path)),

  'Fn::Or': (resolver, given, path) => (given as unknown[]).some((part) => resolver.truth(part, path)),
};

/** The function that an object of a template stands for, known or not; undefined when it is plain data. */
export function intrinsicOf(value: object): string | undefined {
  const [key, ...others] = Object.keys(value);
  if (key === undefined || others.length > 0) return undefined;
  // a Condition with anything but a name below it is that of a policy, not the function
  const named = key === 'Ref' || (key === 'Condition' && typeof Object.values(value)[0] === 'string');
  return named || key.startsWith('Fn::') ? key : undefined;
}

function parts(given: unknown, count: number, path: string): unknown[] {
  if (Array.isArray(given) && given.length === count) return given;
  throw new TemplateError(path, `needs a list of ${count}, not ${JSON.stringify(given)}`);
}
