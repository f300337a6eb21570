import jsonata from 'jsonata';
import { isJsonObject, type Json } from '../json.ts';

/**
 * A field of a definition that may hold JSONata: plain JSON in which every string of the form `{% … %}` is an
 * expression. Compiled once, when the definition is read.
 * https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
export type Template =
  | { readonly kind: 'literal'; readonly value: Json }
  | JsonataExpression
  | { readonly kind: 'array'; readonly items: readonly Template[] }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [key: string, value: Template])[] };

export interface JsonataExpression {
  readonly kind: 'expression';
  /** As written between the marks. */
  readonly source: string;
  /** Where it stands, as AWS names it in messages: `Output/total`. */
  readonly location: string;
  readonly compiled: jsonata.Expression;
}

export class ExpressionSyntaxError extends Error {
  override readonly name = 'ExpressionSyntaxError';
}

const EXPRESSION = /^\{%([\s\S]*)%\}$/;

/** A runaway expression would hold up the whole home; AWS stops them too, without saying when. */
const LONGEST_EVALUATION_MS = 3_000;

export function isExpression(value: unknown): value is string {
  return typeof value === 'string' && EXPRESSION.test(value);
}

/** @throws ExpressionSyntaxError */
export function compileTemplate(json: Json, location: string): Template {
  if (isExpression(json)) return compileExpression(json, location);
  if (Array.isArray(json)) {
    const items = json.map((item, index) => compileTemplate(item, `${location}[${index}]`));
    return items.every((item) => item.kind === 'literal') ? { kind: 'literal', value: json } : { kind: 'array', items };
  }
  if (isJsonObject(json)) {
    const entries = Object.entries(json).map(
      ([key, value]) => [key, compileTemplate(value, `${location}/${key}`)] as const,
    );
    return entries.every(([, value]) => value.kind === 'literal')
      ? { kind: 'literal', value: json }
      : { kind: 'object', entries };
  }
  return { kind: 'literal', value: json };
}

function compileExpression(text: string, location: string): JsonataExpression {
  const source = (EXPRESSION.exec(text)?.[1] ?? '').trim();
  try {
    return { kind: 'expression', source, location, compiled: jsonata(source, { timeout: LONGEST_EVALUATION_MS }) };
  } catch (error) {
    const { code, message } = error as jsonata.JsonataError;
    throw new ExpressionSyntaxError(`The JSONata expression '${source}' is not valid: ${code}: ${message}`);
  }
}
