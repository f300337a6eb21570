import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Clock } from '../clock/clock.ts';
import type { InvokeFunction } from '../functions/invoke.ts';
import { answerOf, refuse } from './answer.ts';
import { type IncomingRequest, requestEvent } from './event.ts';
import { matchRoute } from './match.ts';
import type { HttpApi } from './routes.ts';

export interface PublicDoorOptions {
  readonly api: HttpApi;
  readonly account: string;
  readonly invoke: InvokeFunction;
  readonly clock: Clock;
  /** Where the public reaches this door, also through a proxy. */
  readonly publicUrl: string;
  /** Told of faults of the home itself, never of functions that fail. Default: standard error. */
  readonly onError?: (error: unknown) => void;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const LARGEST_BODY = 10 * 1024 * 1024;
const LARGEST_HEAD = 10_240;

/**
 * The public door: every request becomes an event for the function that the template puts behind its route, as if API
 * Gateway and CloudFront stood before it. The clock stands still while a request is being answered.
 */
export function createPublicDoor(options: PublicDoorOptions): Hono<{ Bindings: HttpBindings }> {
  const { api, account, invoke, clock, publicUrl, onError = console.error } = options;
  const door = new Hono<{ Bindings: HttpBindings }>();
  door.use(bodyLimit({ maxSize: LARGEST_BODY, onError: () => refuse('tooLarge') }));
  door.all('*', (context) =>
    clock.activity.during(async () => {
      const { incoming } = context.env;
      const [target = '', query = ''] = split(incoming.url ?? '', '?');
      if (target.length + query.length + incoming.rawHeaders.join('').length > LARGEST_HEAD) {
        return refuse('headersTooLarge');
      }
      const path = decoded(target);
      if (path === undefined) return refuse('badRequest');
      const match = matchRoute(api.routes, context.req.method, path);
      if (!match) return refuse('notFound');
      const request: IncomingRequest = {
        method: context.req.method,
        path,
        query,
        rawHeaders: incoming.rawHeaders,
        body: Buffer.from(await context.req.arrayBuffer()),
        protocol: `HTTP/${incoming.httpVersion}`,
        peer: { address: incoming.socket.remoteAddress ?? '', port: incoming.socket.remotePort ?? 0 },
      };
      const place = { apiId: api.id, account, publicUrl: new URL(publicUrl), now: clock.now() };
      const event = requestEvent(request, match, place);
      const { functionArn, timeout } = match.route;
      const answered = invoke(functionArn, JSON.stringify(event)).then(answerOf);
      const response = await within(timeout, answered);
      response.headers.set('apigw-requestid', event.requestContext.requestId);
      return response;
    }),
  );
  door.onError((error) => {
    onError(error);
    return refuse('failed');
  });
  return door;
}

function split(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** HTTP APIs decode the whole path before they look for a route, and lose what follows an encoded question mark. */
function decoded(target: string): string | undefined {
  if (!target.startsWith('/')) return undefined;
  try {
    return split(decodeURIComponent(target), '?')[0];
  } catch {
    return undefined;
  }
}

/** The function itself runs on; only nobody waits for it any more. */
async function within(milliseconds: number, answered: Promise<Response>): Promise<Response> {
  const { promise: tooLate, resolve } = Promise.withResolvers<Response>();
  const timer = setTimeout(() => resolve(refuse('tookTooLong')), milliseconds);
  try {
    return await Promise.race([answered, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
