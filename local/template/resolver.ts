import type { Stack } from './assembly.ts';
import { attributesOf, type Identity } from './attributes.ts';
import { INTRINSICS, intrinsicOf } from './intrinsics.ts';
import { TemplateError } from './template-error.ts';

export interface ResolverOptions {
  readonly region: string;
  readonly account: string;
  /** Where the home signs people in: the issuer of every user pool. */
  readonly signIn?: string;
  /** Values of template parameters; the others have their defaults. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Values for `{{resolve:…}}` by what stands between the braces, such as `resolve:ssm:/rounds/name`. */
  readonly dynamicReferences?: Readonly<Record<string, string>>;
  /** Finds the value of an export or output of another stack. */
  readonly otherStacks: OtherStacks;
}

export interface OtherStacks {
  /** @throws TemplateError when no stack exports it */
  exported(name: string, path: string): unknown;
  /** @throws TemplateError when there is no such stack or output */
  output(stack: string, name: string, path: string): unknown;
}

/** Stands for `AWS::NoValue`: the property or list item that has it is left out. */
export const NO_VALUE = Symbol('AWS::NoValue');

/** Turns what stands in one stack's template into plain values, as CloudFormation does. */
export class Resolver {
  readonly #stack: Stack;
  readonly #options: ResolverOptions;
  readonly #pseudoParameters: Readonly<Record<string, unknown>>;

  constructor(stack: Stack, options: ResolverOptions) {
    const { region, account } = options;
    this.#stack = stack;
    this.#options = options;
    this.#pseudoParameters = {
      'AWS::AccountId': account,
      'AWS::NoValue': NO_VALUE,
      'AWS::NotificationARNs': [],
      'AWS::Partition': 'aws',
      'AWS::Region': region,
      'AWS::StackId': `arn:aws:cloudformation:${region}:${account}:stack/${stack.name}/local`,
      'AWS::StackName': stack.name,
      'AWS::URLSuffix': 'amazonaws.com',
    };
  }

  get otherStacks(): OtherStacks {
    return this.#options.otherStacks;
  }

  /**
   * Resolves a value with everything in it.
   *
   * @param path where it stands, for errors
   * @throws TemplateError for anything unknown
   */
  resolve(value: unknown, path: string): unknown {
    if (typeof value === 'string') return this.#withoutDynamicReferences(value, path);
    if (Array.isArray(value)) {
      return value.map((item, index) => this.resolve(item, `${path}/${index}`)).filter((item) => item !== NO_VALUE);
    }
    if (typeof value !== 'object' || value === null) return value;
    const name = intrinsicOf(value);
    if (name !== undefined) {
      const intrinsic = INTRINSICS[name];
      if (!intrinsic) throw new TemplateError(path, `${name} is not known here`);
      const result = intrinsic(this, (value as Record<string, unknown>)[name], `${path}/${name}`);
      return typeof result === 'string' ? this.#withoutDynamicReferences(result, path) : result;
    }
    const entries = Object.entries(value).map(([key, item]) => [key, this.resolve(item, `${path}/${key}`)] as const);
    return Object.fromEntries(entries.filter(([, item]) => item !== NO_VALUE));
  }

  /** @throws TemplateError when the value is no text (numbers and booleans count as text, as in CloudFormation) */
  text(value: unknown, path: string): string {
    const resolved = this.resolve(value, path);
    if (typeof resolved === 'string') return resolved;
    if (typeof resolved === 'number' || typeof resolved === 'boolean') return String(resolved);
    throw new TemplateError(path, `needs a text, not ${JSON.stringify(resolved)}`);
  }

  /** @throws TemplateError when the value is no list */
  list(value: unknown, path: string): unknown[] {
    const resolved = this.resolve(value, path);
    if (Array.isArray(resolved)) return resolved;
    throw new TemplateError(path, `needs a list, not ${JSON.stringify(resolved)}`);
  }

  reference(name: string, path: string): unknown {
    if (name in this.#pseudoParameters) return this.#pseudoParameters[name];
    const parameter = this.#stack.template.Parameters[name];
    if (parameter) return this.#parameter(name, parameter, path);
    const { attributes, identity } = this.#resource(name, path);
    return attributes.ref ? attributes.ref(identity) : identity.name;
  }

  attribute(logicalId: string, attribute: string, path: string): string {
    const { type, attributes, identity } = this.#resource(logicalId, path);
    const value = attribute === 'Arn' ? attributes.arn : attributes.others?.[attribute];
    if (!value) throw new TemplateError(path, `the attribute ${attribute} of ${type} is not known here`);
    return value(identity);
  }

  mapping(map: string, key: string, second: string, path: string): unknown {
    const value = this.#stack.template.Mappings[map]?.[key]?.[second];
    if (value === undefined) throw new TemplateError(path, `there is no mapping ${map}, ${key}, ${second}`);
    return value;
  }

  /** Whether a condition of the stack holds. */
  condition(name: string, path: string): boolean {
    const condition = this.#stack.template.Conditions[name];
    if (condition === undefined) throw new TemplateError(path, `there is no condition ${name}`);
    return this.truth(condition, `${this.#stack.name}/Conditions/${name}`);
  }

  /** @throws TemplateError when the value is no condition */
  truth(value: unknown, path: string): boolean {
    const resolved = this.resolve(value, path);
    if (resolved === true || resolved === 'true') return true;
    if (resolved === false || resolved === 'false') return false;
    throw new TemplateError(path, `needs a condition, not ${JSON.stringify(resolved)}`);
  }

  /** The physical name and ARN of a resource; a type that nothing can refer to has its logical id for a name. */
  identify(logicalId: string, path: string): { name: string; arn: string | undefined } {
    const type = this.#stack.template.Resources[logicalId]?.Type ?? '';
    if (!attributesOf(type)) return { name: `${this.#stack.name}-${logicalId}`, arn: undefined };
    const { attributes, identity } = this.#resource(logicalId, path);
    return { name: identity.name, arn: attributes.arn?.(identity) };
  }

  #parameter(name: string, { Type, Default }: { Type: string; Default?: unknown }, path: string): unknown {
    const value = this.#options.parameters?.[name] ?? (Type.startsWith('AWS::SSM::') ? undefined : Default);
    if (value === undefined) throw new TemplateError(path, `the parameter ${name} has no value`);
    return Type.startsWith('List<') || Type === 'CommaDelimitedList' ? String(value).split(',') : value;
  }

  #resource(logicalId: string, path: string) {
    const resource = this.#stack.template.Resources[logicalId];
    if (!resource) throw new TemplateError(path, `there is no ${logicalId} in the stack ${this.#stack.name}`);
    const attributes = attributesOf(resource.Type);
    if (!attributes) throw new TemplateError(path, `how to refer to a ${resource.Type} is not known here`);
    const { nameProperty, lowerCase } = attributes;
    const given = nameProperty === undefined ? undefined : resource.Properties[nameProperty];
    const where = `${this.#stack.name}/Resources/${logicalId}/Properties/${nameProperty}`;
    // the logical id never changes, so a table or a bucket is found again after every restart and synthesis
    const name = given === undefined ? `${this.#stack.name}-${logicalId}` : this.text(given, where);
    const { region, account, signIn = 'https://sign-in.invalid' } = this.#options;
    const identity: Identity = { name: lowerCase ? name.toLowerCase() : name, region, account, signIn };
    return { type: resource.Type, attributes, identity };
  }

  #withoutDynamicReferences(text: string, path: string): string {
    return text.replace(/\{\{(resolve:[^}]+)\}\}/g, (_, reference: string) => {
      const value = this.#options.dynamicReferences?.[reference];
      if (value === undefined) throw new TemplateError(path, `the dynamic reference ${reference} has no value here`);
      return value;
    });
  }
}
