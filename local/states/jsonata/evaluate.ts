import type { JsonataError } from 'jsonata';
import { isJsonObject, type Json, type JsonObject, jsonType } from '../json.ts';
import type { JsonataExpression, Template } from './template.ts';

/** Variables of an expression without their `$`: `states`, the workflow's own, and AWS's functions. */
export type Bindings = Readonly<Record<string, unknown>>;

/** An expression that failed, or gave what its field cannot take. */
export class EvaluationError extends Error {
  override readonly name = 'EvaluationError';
  /** `Output/total`; absent when it is the state's input that is wrong. */
  readonly location: string | undefined;

  constructor(message: string, location?: string) {
    super(message);
    this.location = location;
  }
}

/** @throws EvaluationError */
export async function evaluate(template: Template, bindings: Bindings): Promise<Json> {
  switch (template.kind) {
    case 'literal':
      return template.value;
    case 'expression':
      return evaluateExpression(template, bindings);
    case 'array': {
      const items: Json[] = [];
      for (const item of template.items) items.push(await evaluate(item, bindings));
      return items;
    }
    case 'object': {
      const object: JsonObject = {};
      for (const [key, value] of template.entries) object[key] = await evaluate(value, bindings);
      return object;
    }
  }
}

/** Evaluates a field that takes one type only. @throws EvaluationError */
export async function evaluateTo<T extends Json>(
  template: Template,
  bindings: Bindings,
  expected: string,
  is: (value: Json) => value is T,
): Promise<T> {
  const value = await evaluate(template, bindings);
  if (is(value)) return value;
  const [source, location] = template.kind === 'expression' ? [template.source, template.location] : ['', undefined];
  throw new EvaluationError(
    `${describe(source, location)} returned an unexpected result type. ` +
      `Expected '${expected}', but was '${jsonType(value)}' for value: ${JSON.stringify(value)}`,
    location,
  );
}

export const isNumber = (value: Json): value is number => typeof value === 'number';
export const isString = (value: Json): value is string => typeof value === 'string';
export const isBoolean = (value: Json): value is boolean => typeof value === 'boolean';
export const isArray = (value: Json): value is Json[] => Array.isArray(value);

async function evaluateExpression(expression: JsonataExpression, bindings: Bindings): Promise<Json> {
  const { source, location } = expression;
  let value: unknown;
  try {
    value = await expression.compiled.evaluate(undefined, bindings);
  } catch (error) {
    const { code, message } = error as JsonataError;
    throw new EvaluationError(
      `${describe(source, location)} threw an error during evaluation. ${code === undefined ? '' : `${code}: `}${message}`,
      location,
    );
  }
  if (value === undefined) {
    throw new EvaluationError(`${describe(source, location)} returned nothing (undefined).`, location);
  }
  const json = toJson(value);
  if (json === undefined) {
    throw new EvaluationError(`${describe(source, location)} returned an unsupported result type.`, location);
  }
  return json;
}

function describe(source: string, location: string | undefined): string {
  return `The JSONata expression '${source}' specified for the field '${location}'`;
}

/** A copy free of JSONata's own marks; undefined when it holds what JSON cannot say (a function, a pattern). */
function toJson(value: unknown): Json | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (Array.isArray(value)) {
    const items: Json[] = [];
    for (const item of value) {
      if (item === undefined) continue;
      const json = toJson(item);
      if (json === undefined) return undefined;
      items.push(json);
    }
    return items;
  }
  if (!isJsonObject(value) || '_jsonata_lambda' in value || '_jsonata_function' in value || value instanceof RegExp) {
    return undefined;
  }
  const object: JsonObject = {};
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) continue;
    const json = toJson(member);
    if (json === undefined) return undefined;
    object[key] = json;
  }
  return object;
}
