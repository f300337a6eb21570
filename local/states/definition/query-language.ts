import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { isExpression } from '../jsonata/template.ts';

/** Fields that exist in JSONPath mode only. */
const JSONPATH_FIELDS: ReadonlySet<string> = new Set([
  'InputPath',
  'OutputPath',
  'Parameters',
  'Result',
  'ResultPath',
  'ResultSelector',
  'ItemsPath',
  'MaxConcurrencyPath',
  'ToleratedFailureCountPath',
  'ToleratedFailurePercentagePath',
  'SecondsPath',
  'TimestampPath',
  'TimeoutSecondsPath',
  'HeartbeatSecondsPath',
  'ErrorPath',
  'CausePath',
  'Variable',
  'And',
  'Or',
  'Not',
]);

/** Fields that exist in JSONata mode only. */
const JSONATA_FIELDS: ReadonlySet<string> = new Set(['Arguments', 'Output', 'Items', 'Condition']);

const LOOKED_AT_APART: ReadonlySet<string> = new Set(['Comment', 'Choices', 'Catch', 'Branches', 'ItemProcessor']);

/**
 * What stands in the way of running a definition in JSONata mode. One that names no query language is in JSONPath mode
 * on AWS; it is run all the same when nothing in it depends on the language.
 * https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
export function queryLanguageProblems(definition: JsonObject): string[] {
  return [...problemsOfWorkflow(definition, '', 'JSONPath')];
}

function* problemsOfWorkflow(workflow: JsonObject, path: string, outer: Json): Generator<string> {
  const language = workflow.QueryLanguage ?? outer;
  const states = workflow.States;
  if (!isJsonObject(states)) return;
  for (const [name, state] of Object.entries(states)) {
    if (!isJsonObject(state)) continue;
    const at = `${path}/States/${name}`;
    const own = state.QueryLanguage ?? language;
    if (language === 'JSONata' && state.QueryLanguage === 'JSONPath') {
      yield `The QueryLanguage JSONPath cannot be used inside a state machine whose QueryLanguage is JSONata at ${at}`;
    }
    yield* problemsOfFields(state, at, own);
    for (const list of ['Choices', 'Catch']) {
      for (const [index, rule] of asArray(state[list]).entries()) {
        if (isJsonObject(rule)) yield* problemsOfFields(rule, `${at}/${list}[${index}]`, own);
      }
    }
    for (const [index, branch] of asArray(state.Branches).entries()) {
      if (isJsonObject(branch)) yield* problemsOfWorkflow(branch, `${at}/Branches[${index}]`, own);
    }
    const processor = state.ItemProcessor;
    if (isJsonObject(processor)) yield* problemsOfWorkflow(processor, `${at}/ItemProcessor`, own);
  }
}

function* problemsOfFields(fields: JsonObject, at: string, language: Json): Generator<string> {
  for (const [field, value] of Object.entries(fields)) {
    if (LOOKED_AT_APART.has(field)) continue;
    if (JSONPATH_FIELDS.has(field)) {
      yield `The field '${field}' belongs to JSONPath, and only JSONata is run here at ${at}/${field}`;
    } else if (language !== 'JSONata') {
      if (JSONATA_FIELDS.has(field) || hasText(value, isExpression)) {
        yield `The field '${field}' needs the QueryLanguage JSONata at ${at}/${field}`;
      } else if (field === 'Assign' && hasKey(value, (key) => key.endsWith('.$'))) {
        yield `The field '${field}' uses JSONPath, and only JSONata is run here at ${at}/${field}`;
      }
    }
  }
}

function hasText(value: Json, is: (text: string) => boolean): boolean {
  if (typeof value === 'string') return is(value);
  return typeof value === 'object' && value !== null && Object.values(value).some((member) => hasText(member, is));
}

function hasKey(value: Json, is: (key: string) => boolean): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, member]) => is(key) || hasKey(member, is));
}

function asArray(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}
