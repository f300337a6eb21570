import * as z from 'zod';
import type { Invocation } from '../functions/invoke.ts';

/** What API Gateway itself says, without any function's doing. */
export const REFUSALS = {
  badRequest: [400, 'Bad Request'],
  notFound: [404, 'Not Found'],
  tooLarge: [413, 'Request Entity Too Large'],
  headersTooLarge: [431, 'Request Header Fields Too Large'],
  failed: [500, 'Internal Server Error'],
  tookTooLong: [503, 'Service Unavailable'],
} as const;

export function refuse(refusal: keyof typeof REFUSALS): Response {
  const [status, message] = REFUSALS[refusal];
  return Response.json({ message }, { status });
}

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const answerSchema = z.object({
  statusCode: z.int().min(200).max(599),
  headers: z.record(z.string(), scalar).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/** Answers of these statuses have no body: https://fetch.spec.whatwg.org/#null-body-status */
const WITHOUT_BODY = [204, 205, 304];

/**
 * Turns what a function said into an HTTP answer, payload format 2.0. An answer without a `statusCode` is itself the
 * body, as JSON; with one but without a content type it is plain text, as AWS answers in fact.
 */
export function answerOf(invocation: Invocation): Response {
  if (!invocation.ok) {
    return refuse(invocation.error.errorType === 'RequestTooLargeException' ? 'tooLarge' : 'failed');
  }
  const said: unknown = JSON.parse(invocation.payload);
  if (typeof said !== 'object' || said === null || !('statusCode' in said)) {
    const body = typeof said === 'string' ? said : invocation.payload;
    return new Response(body, { headers: { 'content-type': 'application/json' } });
  }
  const parsed = answerSchema.safeParse(said);
  if (!parsed.success) return refuse('failed');
  try {
    return responseOf(parsed.data);
  } catch (error) {
    // a header that HTTP does not allow
    if (error instanceof TypeError) return refuse('failed');
    throw error;
  }
}

function responseOf({ statusCode: status, headers, cookies, body, isBase64Encoded }: z.infer<typeof answerSchema>) {
  if (WITHOUT_BODY.includes(status)) body = null;
  const content = isBase64Encoded && body ? Buffer.from(body, 'base64') : body;
  const given = new Headers(headers ?? {});
  if (content && !given.has('content-type')) given.set('content-type', 'text/plain; charset=utf-8');
  for (const cookie of cookies ?? []) given.append('set-cookie', cookie);
  return new Response(content ?? null, { status, headers: given });
}
