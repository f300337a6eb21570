/** An answer of an SDK client: the API's fields, and what the SDK says about the call. */
export interface AwsShape {
  readonly $metadata?: unknown;
  readonly [field: string]: unknown;
}

/** Services whose API spells its fields in camel case; in workflows and schedules they are in Pascal case all the same. */
const CAMEL_CASE_SERVICES: ReadonlySet<string> = new Set(['sfn']);

/** Parameters as the client takes them. */
export function toSdk(service: string, parameters: unknown): unknown {
  return CAMEL_CASE_SERVICES.has(service) ? renameFields(parameters, decapitalise) : parameters;
}

/**
 * A client's answer as plain JSON in Pascal case: times as ISO 8601, bytes in base64, streams as their text.
 * https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
 */
export async function fromSdk(service: string, { $metadata: _, ...answer }: AwsShape): Promise<unknown> {
  const json = await toJson(answer);
  return CAMEL_CASE_SERVICES.has(service) ? renameFields(json, capitalise) : json;
}

async function toJson(value: unknown): Promise<unknown> {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return Promise.all(value.map(toJson));
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object' || value === null) return value;
  if (isStream(value)) return value.transformToString();
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(await Promise.all(members.map(async ([key, member]) => [key, await toJson(member)])));
}

function isStream(value: object): value is { transformToString(): Promise<string> } {
  return 'transformToString' in value;
}

function renameFields(value: unknown, rename: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => renameFields(item, rename));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [rename(key), renameFields(member, rename)]));
}

function capitalise(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

function decapitalise(name: string): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
}
