import { randomBytes } from 'node:crypto';
import type { Match } from './match.ts';

/** A request as it came over the wire, and where it came to. */
export interface IncomingRequest {
  readonly method: string;
  /** Decoded. */
  readonly path: string;
  /** As it was sent, without the question mark. */
  readonly query: string;
  /** Names and values in turn, as they were sent. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  readonly protocol: string;
  readonly peer: { readonly address: string; readonly port: number };
}

export interface EventPlace {
  readonly apiId: string;
  readonly account: string;
  readonly publicUrl: URL;
  /** The home's instant. */
  readonly now: number;
}

/** Headers of one connection only, which API Gateway ends. */
const CONNECTION_HEADERS = new Set(['connection', 'expect', 'keep-alive', 'transfer-encoding', 'upgrade']);

/** Bodies of any other type, and of none, arrive base64 encoded: even forms (measured against AWS by ministack#766). */
const TEXT_TYPE = /^(text\/.*|application\/(json|xml|javascript))$/i;

/**
 * The event that a function behind an HTTP API gets, payload format 2.0.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function requestEvent(request: IncomingRequest, { route, parameters }: Match, place: EventPlace) {
  const { apiId, account, publicUrl, now } = place;
  const { cookie, ...sent } = joinedHeaders(request.rawHeaders);
  const peer = request.peer.address.replace(/^::ffff:/, '');
  const sourceIp = viewerOf(peer, sent['x-forwarded-for']);
  const seconds = Math.floor(now / 1000).toString(16);
  const headers: Record<string, string> = {
    'x-amzn-trace-id': `Root=1-${seconds}-${randomBytes(12).toString('hex')}`,
    ...sent,
    // CloudFront and API Gateway set these themselves, whatever a client sends
    'cloudfront-viewer-address': `${sourceIp}:${request.peer.port}`,
    'content-length': String(request.body.length),
    'x-forwarded-for': [sent['x-forwarded-for'], peer].filter(Boolean).join(', '),
    'x-forwarded-port': publicUrl.port || (publicUrl.protocol === 'https:' ? '443' : '80'),
    'x-forwarded-proto': publicUrl.protocol.slice(0, -1),
  };
  const queryStringParameters = joinedQuery(request.query);
  const isText = TEXT_TYPE.test((headers['content-type'] ?? '').split(';', 1)[0]?.trim() ?? '');
  return {
    version: '2.0',
    routeKey: route.key,
    rawPath: request.path,
    rawQueryString: request.query,
    ...(cookie !== undefined && { cookies: cookie.split(';').map((each) => each.trim()) }),
    headers,
    ...(Object.keys(queryStringParameters).length > 0 && { queryStringParameters }),
    requestContext: {
      accountId: account,
      apiId,
      domainName: publicUrl.hostname,
      domainPrefix: publicUrl.hostname.split('.')[0],
      http: {
        method: request.method,
        path: request.path,
        protocol: request.protocol,
        sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: `${randomBytes(11).toString('base64url')}=`,
      routeKey: route.key,
      stage: '$default',
      time: commonLogTime(now),
      timeEpoch: now,
    },
    ...(Object.keys(parameters).length > 0 && { pathParameters: parameters }),
    ...(request.body.length > 0 && { body: request.body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: request.body.length > 0 && !isText,
  };
}

/** Who asked: the neighbour, or whom a proxy on this machine names last, since that name is the proxy's own. */
function viewerOf(peer: string, forwardedFor: string | undefined): string {
  const isLoopback = peer === '::1' || peer.startsWith('127.');
  return (isLoopback && forwardedFor?.split(',').at(-1)?.trim()) || peer;
}

function joinedHeaders(raw: readonly string[]): Record<string, string> {
  const joined: Record<string, string> = {};
  for (let index = 0; index < raw.length; index += 2) {
    const name = (raw[index] as string).toLowerCase();
    const value = raw[index + 1] as string;
    if (CONNECTION_HEADERS.has(name)) continue;
    joined[name] = joined[name] === undefined ? value : `${joined[name]}${name === 'cookie' ? ';' : ','}${value}`;
  }
  return joined;
}

function joinedQuery(query: string): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    joined[name] = joined[name] === undefined ? value : `${joined[name]},${value}`;
  }
  return joined;
}

/** `12/Mar/2031:19:03:58 +0000` */
function commonLogTime(instant: number): string {
  const [, day, month, year, time] = new Date(instant).toUTCString().split(' ');
  return `${day}/${month}/${year}:${time} +0000`;
}
