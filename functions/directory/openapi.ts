import * as z from 'zod';
import { problem } from './api-answers.ts';
import { apiQuery, checkAnswer, directoryAnswer } from './api-schemas.ts';
import { API_WORDS as WORDS } from './api-words.ts';
import { openEntry } from './open-entry.ts';

const { problems: PROBLEMS } = WORDS;

const jsonSchema = (schema: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' });
  return rest;
};

const answers = (description: string, schema: string, type = 'application/json') => ({
  description,
  content: { [type]: { schema: { $ref: `#/components/schemas/${schema}` } } },
});

const refused = (description: string) => answers(description, 'Problem', 'application/problem+json');

const ETAG = { ETag: { description: WORDS.headers.etag, schema: { type: 'string' } } };
const LINK = { Link: { description: WORDS.headers.link, schema: { type: 'string' } } };

const number = {
  name: 'number',
  in: 'path',
  required: true,
  description: WORDS.parameters.number,
  schema: { type: 'string' },
};

const ifNoneMatch = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description: WORDS.headers.ifNoneMatch,
  schema: { type: 'string' },
};

/** The parameters of the search, each with the schema by which it is read. */
const searchParameters = () =>
  Object.entries(apiQuery.shape).map(([name, schema]) => {
    const { description, ...rest } = jsonSchema(schema, 'input');
    return { name, in: 'query', required: false, description, schema: rest };
  });

/** The API in OpenAPI 3.1, made of the very schemas that read requests and shape answers. */
export function openApiDocument(publicUrl: string) {
  const notModified = { description: WORDS.answers.notModified };
  return {
    openapi: '3.1.0',
    info: {
      title: WORDS.title,
      version: '1.0.0',
      description: WORDS.description,
      license: { name: 'Open Government Licence v3.0', identifier: 'OGL-UK-3.0' },
    },
    servers: [{ url: publicUrl }],
    paths: {
      '/api/directory': {
        get: {
          operationId: 'searchDirectory',
          summary: WORDS.summaries.search,
          parameters: [...searchParameters(), ifNoneMatch],
          responses: {
            200: { ...answers(WORDS.answers.found, 'Directory'), headers: { ...ETAG, ...LINK } },
            304: notModified,
            400: refused(PROBLEMS.parameter),
            404: refused(PROBLEMS.unknownPlace),
            409: refused(PROBLEMS.severalPlaces),
          },
        },
      },
      '/api/directory/{number}': {
        get: {
          operationId: 'getEntry',
          summary: WORDS.summaries.entry,
          parameters: [number, ifNoneMatch],
          responses: {
            200: { ...answers(WORDS.answers.entry, 'Entry'), headers: ETAG },
            304: notModified,
            404: refused(PROBLEMS.notListed),
          },
        },
      },
      '/api/check/{number}': {
        get: {
          operationId: 'checkDesignation',
          summary: WORDS.summaries.check,
          parameters: [number, ifNoneMatch],
          responses: {
            200: { ...answers(WORDS.answers.check, 'Check'), headers: ETAG },
            304: notModified,
            400: refused(`${PROBLEMS.check['not-a-reference']} / ${PROBLEMS.check['wrong-check']}`),
            404: refused(PROBLEMS.check.unknown),
          },
        },
      },
    },
    components: {
      schemas: {
        Directory: jsonSchema(directoryAnswer, 'output'),
        Entry: jsonSchema(openEntry, 'output'),
        Check: jsonSchema(checkAnswer, 'output'),
        Problem: jsonSchema(problem, 'output'),
      },
    },
  };
}
