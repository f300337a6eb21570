import type { APIGatewayProxyStructuredResultV2 as Answer, APIGatewayProxyEventV2 } from 'aws-lambda';
import type * as z from 'zod';
import { NotNowError } from '../../acts/refusals.ts';
import { ApiProblem } from '../../directory/api-answers.ts';
import { logError } from '../../log.ts';
import type { Records } from '../../store/records.ts';
import { SAFE_HEADERS } from '../../web/safe-headers.ts';
import { mayDo } from '../permissions.ts';
import { type BearerTokens, TokenRefusedError } from './bearer.ts';
import { DOCUMENT } from './door.ts';
import { DOORS } from './doors.ts';
import { staffApiDocument } from './openapi.ts';
import type { SignInPlace } from './sign-in-place.ts';

export interface StaffApi {
  readonly records: Records;
  readonly tokens: Pick<BearerTokens, 'staffOf'>;
  readonly publicUrl: string;
  readonly signIn: SignInPlace;
}

type Event = Pick<APIGatewayProxyEventV2, 'rawPath' | 'headers' | 'requestContext' | 'body' | 'isBase64Encoded'>;

export const isStaffApi = (path: string): boolean => path.startsWith('/helpdesk/api/');

/** Answers a request of a program of the staff: who asks is known by a token, never by a cookie. */
export async function staffApi(api: StaffApi, event: Event, at: Date): Promise<Answer> {
  try {
    if (event.rawPath === DOCUMENT) return answer(200, staffApiDocument(api.publicUrl, api.signIn));
    return answer(200, await answerTo(api, event, at));
  } catch (error) {
    const refusal = problemOf(error);
    if (!refusal) logError('the API for staff could not answer', error);
    const problem = refusal?.problem ?? { type: 'about:blank', title: 'Something went wrong', status: 500 };
    return answer(problem.status, problem, 'application/problem+json');
  }
}

async function answerTo({ records, tokens }: StaffApi, event: Event, at: Date): Promise<unknown> {
  const staff = await tokens.staffOf(event.headers.authorization ?? event.headers.Authorization, at);
  const found = DOORS.flatMap((door) => {
    const parameter = new RegExp(`^${door.path.replace(/\{\w+\}/, '([^/]{1,100})')}$`).exec(event.rawPath);
    return parameter ? [{ door, parameter: parameter[1] ?? '' }] : [];
  });
  if (found.length === 0) throw new ApiProblem(404, 'There is no such address', { detail: `See ${DOCUMENT}` });
  const fitting = found.find(({ door }) => door.method === event.requestContext.http.method);
  if (!fitting) throw new ApiProblem(405, 'There is no such method here', { detail: `See ${DOCUMENT}` });
  const { door, parameter } = fitting;
  if (!mayDo(staff, door.action)) throw new ApiProblem(403, 'Your role does not allow it');
  const body = door.takes && readBody(event, door.takes);
  return door.gives.parse(await door.answer({ records, staff, parameter, body, at }));
}

function readBody(event: Event, schema: z.ZodType): unknown {
  const read = schema.safeParse(readJson(event));
  if (read.success) return read.data;
  const errors = read.error.issues.map(({ path, message }) => ({ parameter: path.join('.'), detail: message }));
  throw new ApiProblem(422, 'What was sent does not fit', { errors });
}

function readJson({ body = '', isBase64Encoded }: Event): unknown {
  try {
    return JSON.parse(isBase64Encoded ? Buffer.from(body, 'base64').toString() : body);
  } catch {
    throw new ApiProblem(400, 'This is not JSON');
  }
}

/** What was refused, as RFC 9457 says it; undefined for a fault. */
function problemOf(error: unknown): ApiProblem | undefined {
  if (error instanceof ApiProblem) return error;
  if (error instanceof TokenRefusedError) return new ApiProblem(401, 'Sign in: send a token as a bearer');
  if (error instanceof NotNowError) return new ApiProblem(409, 'Not as things are now', { detail: error.word });
  return undefined;
}

const answer = (statusCode: number, body: unknown, type = 'application/json'): Answer => ({
  statusCode,
  headers: {
    ...SAFE_HEADERS,
    'content-type': type,
    ...(statusCode === 401 && { 'www-authenticate': 'Bearer' }),
  },
  body: JSON.stringify(body),
});
