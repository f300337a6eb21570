import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { APIGatewayProxyStructuredResultV2 as Answer } from 'aws-lambda';
import * as z from 'zod';
import { SAFE_HEADERS } from '../web/safe-headers.ts';
import { API_WORDS } from './api-words.ts';

const { problem: PROBLEM } = API_WORDS.schemas;

/** RFC 9457. */
export const problem = z.object({
  type: z.string().describe(PROBLEM.type),
  title: z.string(),
  status: z.int(),
  detail: z.string().exactOptional(),
  errors: z
    .array(z.object({ parameter: z.string(), detail: z.string() }))
    .exactOptional()
    .describe(PROBLEM.errors),
});
export type Problem = z.infer<typeof problem>;

/** Data is for everybody, on any site; it is kept only as long as it can be asked whether it is still true. */
export const OPEN_HEADERS = {
  ...SAFE_HEADERS,
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'etag, link',
  'cache-control': 'public, no-cache',
  'cross-origin-resource-policy': 'cross-origin',
  vary: 'accept-encoding',
} as const;

/** Refuses a request to the API. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly problem: Problem;

  constructor(status: number, title: string, more: Pick<Problem, 'detail' | 'errors'> = {}) {
    super(title);
    this.problem = { type: 'about:blank', title, status, ...more };
  }
}

export const answerProblem = (body: Problem): Answer => ({
  statusCode: body.status,
  headers: { ...OPEN_HEADERS, 'cache-control': 'no-store', 'content-type': 'application/problem+json' },
  body: JSON.stringify(body),
});

export interface OpenAnswer {
  readonly type: string;
  /** Compressed by gzip when it is bytes. */
  readonly body: string | Uint8Array;
  readonly etag?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Whoever was here before has nothing sent again.
 *
 * @param asked the headers of the request, by names in small letters
 */
export function answerOpen(
  { type, body, etag = tagOf(body), headers }: OpenAnswer,
  asked: Readonly<Record<string, string | undefined>>,
): Answer {
  const all = { ...OPEN_HEADERS, ...headers, etag };
  if (isKnown(etag, asked['if-none-match'] ?? '')) return { statusCode: 304, headers: all };
  const content = { ...all, 'content-type': type };
  if (typeof body === 'string') return { statusCode: 200, headers: content, body };
  if (!/\bgzip\b/.test(asked['accept-encoding'] ?? '')) {
    return { statusCode: 200, headers: content, body: gunzipSync(body).toString() };
  }
  return {
    statusCode: 200,
    headers: { ...content, 'content-encoding': 'gzip' },
    body: Buffer.from(body).toString('base64'),
    isBase64Encoded: true,
  };
}

const tagOf = (body: string | Uint8Array) => `"${createHash('sha256').update(body).digest('hex').slice(0, 32)}"`;

/** A weak comparison (RFC 9110, 13.1.2): something on the way may have marked the tag as weak. */
export const isKnown = (etag: string, ifNoneMatch: string): boolean =>
  ifNoneMatch.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag);
