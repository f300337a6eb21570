import type * as z from 'zod';
import { refusals } from '../errors.ts';
import { isJsonObject, type Json, parseJson } from '../json.ts';
import { MAX_DEFINITION_LENGTH } from '../limits.ts';
import type { Definition } from './language.ts';
import { queryLanguageProblems } from './query-language.ts';
import { referenceProblems } from './references.ts';
import { definitionSchema } from './schema.ts';

/**
 * Reads the text of a definition.
 *
 * @throws StatesApiError InvalidDefinition, naming everything that is wrong
 */
export function parseDefinition(text: string): Definition {
  if (text.length > MAX_DEFINITION_LENGTH)
    throw refusals.invalidDefinition(['DEFINITION_TOO_LARGE: The definition is longer than 1 MB']);
  const json = readJson(text);
  const languageProblems = queryLanguageProblems(json);
  if (languageProblems.length > 0) {
    throw refusals.invalidDefinition(languageProblems.map((problem) => `SCHEMA_VALIDATION_FAILED: ${problem}`));
  }
  const parsed = definitionSchema.safeParse(json);
  if (!parsed.success) throw refusals.invalidDefinition(parsed.error.issues.map(describe));
  const problems = referenceProblems(parsed.data);
  if (problems.length > 0) throw refusals.invalidDefinition(problems);
  return parsed.data;
}

function readJson(text: string) {
  let json: Json;
  try {
    json = parseJson(text);
  } catch (error) {
    throw refusals.invalidDefinition([`INVALID_JSON_DESCRIPTION: ${(error as SyntaxError).message}`]);
  }
  if (!isJsonObject(json))
    throw refusals.invalidDefinition(['INVALID_JSON_DESCRIPTION: The definition is not an object']);
  return json;
}

function describe(issue: z.core.$ZodIssue): string {
  const path = `/${issue.path.map(String).join('/')}`;
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined')) {
    const parent = `/${issue.path.slice(0, -1).map(String).join('/')}`;
    return `SCHEMA_VALIDATION_FAILED: These fields are required: [${String(issue.path.at(-1))}] at ${parent}`;
  }
  return `SCHEMA_VALIDATION_FAILED: ${issue.message} at ${path}`;
}
