import * as z from 'zod';
import { problem } from '../../directory/api-answers.ts';
import type { Door } from './door.ts';
import { DOORS } from './doors.ts';
import type { SignInPlace } from './sign-in-place.ts';

const jsonSchema = (schema: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' });
  return rest;
};

const refused = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

/** The API for staff in OpenAPI 3.1, made of the very list by which requests are answered. */
export function staffApiDocument(publicUrl: string, signIn: SignInPlace) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const door of DOORS) paths[door.path] = { ...paths[door.path], [door.method.toLowerCase()]: operation(door) };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Designation Rounds for staff',
      version: '1.0.0',
      description:
        'What the helpdesk’s console does, for programs of its staff. Roles and bodies count as they do there.',
    },
    servers: [{ url: publicUrl }],
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'A token that the provider which signs staff in gave for the console’s client, with the groups',
          'x-sign-in': signIn,
        },
      },
      schemas: { Problem: jsonSchema(problem, 'output') },
    },
  };
}

function operation({ path, id, summary, takes, gives }: Door) {
  const [, parameter] = /\{(\w+)\}/.exec(path) ?? [];
  return {
    operationId: id,
    summary,
    ...(parameter && { parameters: [{ name: parameter, in: 'path', required: true, schema: { type: 'string' } }] }),
    ...(takes && {
      requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(takes, 'input') } } },
    }),
    responses: {
      200: { description: 'Done', content: { 'application/json': { schema: jsonSchema(gives, 'output') } } },
      401: refused('There is no token, or it is none of ours, or too old'),
      403: refused('Your role does not allow it'),
      ...(parameter && { 404: refused('There is none, or it is another body’s') }),
      ...(takes && { 409: refused('Not as things are now'), 422: refused('What was sent does not fit') }),
    },
  };
}
