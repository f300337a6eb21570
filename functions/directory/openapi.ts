import * as z from 'zod';
import { problem } from './api-answers.ts';
import { apiQuery, checkAnswer, directoryAnswer } from './api-schemas.ts';
import { openEntry } from './open-entry.ts';

const jsonSchema = (schema: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' });
  return rest;
};

const answers = (description: string, schema: string, type = 'application/json') => ({
  description,
  content: { [type]: { schema: { $ref: `#/components/schemas/${schema}` } } },
});

const refused = (description: string) => answers(description, 'Problem', 'application/problem+json');

const ETAG = { ETag: { description: 'For `If-None-Match`', schema: { type: 'string' } } };
const LINK = { Link: { description: 'Other pages, after RFC 8288', schema: { type: 'string' } } };

const number = {
  name: 'number',
  in: 'path',
  required: true,
  description: 'Number of a designation, such as `LLE-7K3M-4QXR-9WPD`',
  schema: { type: 'string' },
};

const ifNoneMatch = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description: 'The `ETag` of the answer that you have: 304 when it is still true',
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
  const notModified = { description: 'What you have is still true' };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Directory of designated people',
      version: '1.0.0',
      description:
        'Everybody in the public directory agreed to be listed. People come and go: do not keep copies for longer than you need, and ask again with `If-None-Match`.',
      license: { name: 'Open Government Licence v3.0', identifier: 'OGL-UK-3.0' },
    },
    servers: [{ url: publicUrl }],
    paths: {
      '/api/directory': {
        get: {
          operationId: 'searchDirectory',
          summary: 'Search the directory',
          parameters: [...searchParameters(), ifNoneMatch],
          responses: {
            200: { ...answers('Those who fit, nearest first', 'Directory'), headers: { ...ETAG, ...LINK } },
            304: notModified,
            400: refused('A parameter does not fit'),
            404: refused('The place is not known'),
            409: refused('Several places have this name'),
          },
        },
      },
      '/api/directory/{number}': {
        get: {
          operationId: 'getEntry',
          summary: 'One person of the directory',
          parameters: [number, ifNoneMatch],
          responses: {
            200: { ...answers('The person', 'Entry'), headers: ETAG },
            304: notModified,
            404: refused('Nobody is listed under this number'),
          },
        },
      },
      '/api/check/{number}': {
        get: {
          operationId: 'checkDesignation',
          summary: 'Is this designation current?',
          parameters: [number, ifNoneMatch],
          responses: {
            200: { ...answers('What stands of it', 'Check'), headers: ETAG },
            304: notModified,
            400: refused('It is not a number, or has a typing mistake'),
            404: refused('There is no designation with this number'),
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
