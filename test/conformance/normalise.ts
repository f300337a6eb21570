import type { Replacement } from './case.ts';
import { isObject, type Json, type JsonObject, parsed } from './json.ts';

/** Texts in an event's details that hold JSON. AWS writes both `[1,2]` and `[1, 2]`, so texts are never compared. */
const JSON_FIELDS = new Set(['input', 'output', 'parameters']);

/** Reads the JSON texts of an event's details, one level deep; a cause only if it holds an object. */
/** The value that a text holds as JSON; anything else as it is. */
export function readTexts(event: JsonObject): JsonObject {
  return mapValues(event, (details) => (isObject(details) ? mapValues(details, readField) : details));
}

function readField(value: Json, field: string): Json {
  if (field === 'assignedVariables' && isObject(value)) return mapValues(value, readText);
  if (JSON_FIELDS.has(field)) return readText(value);
  const read = field === 'cause' ? readText(value) : value;
  return isObject(read) ? read : value;
}

/** The value that a text holds as JSON; anything else as it is. */
export function readText(value: Json): Json {
  const read = typeof value === 'string' ? parsed(value) : undefined;
  return read === undefined ? value : read;
}

function mapValues(object: JsonObject, change: (value: Json, key: string) => Json): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));
}

export interface Place {
  readonly region: string;
  readonly account: string;
  readonly roleArn: string;
}

/** Applies the recorder's replacements to what a run gave, then those that every recording has. */
export function normalise<T extends Json>(value: T, replacements: readonly Replacement[], place: Place): T {
  let text = JSON.stringify(value);
  for (const replacement of replacements) {
    if (replacement.kind === 'regex') {
      text = text.replaceAll(new RegExp(replacement.pattern, 'g'), () => replacement.replacement);
    } else if (replacement.kind === 'role-arn') {
      text = text.replaceAll(place.roleArn, () => replacement.replacement);
    } else if (replacement.kind !== 'parallel-sort') {
      text = text.replaceAll(replacement.value, () => replacement.replacement);
    }
  }
  text = text
    .replaceAll(place.account, '111111111111')
    .replaceAll(place.region, '<region>')
    .replaceAll('arn:aws:', 'arn:<partition>:');
  return JSON.parse(text) as T;
}
