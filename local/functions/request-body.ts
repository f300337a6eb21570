import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';

/** What a request to DynamoDB asks for: `DynamoDB_20120810.GetItem`. */
export const targetOf = (request: ClientRequest): string => String(request.getHeader('x-amz-target'));

/** Every request over HTTP that this thread makes; the channel of `node:diagnostics_channel`. */
const REQUESTS = 'http.client.request.created';

/**
 * Sees, inside a function's thread, each request of one operation before it goes, and may send another body.
 *
 * @returns what ends it
 */
export function onRequestBody(operation: string, see: (body: string, request: ClientRequest) => string): () => void {
  const listen = (message: unknown) => {
    const { request } = message as { request: ClientRequest };
    if (!targetOf(request).endsWith(`.${operation}`)) return;
    const end = request.end.bind(request);
    Object.assign(request, {
      end(given: string | Uint8Array) {
        const body = Buffer.from(see(textOf(given), request));
        request.setHeader('content-length', body.length);
        return end(body);
      },
    });
  };
  subscribe(REQUESTS, listen);
  return () => void unsubscribe(REQUESTS, listen);
}

/** The SDK's bodies pose as texts and warn whoever takes them for one: a decoder does not. */
const textOf = (body: string | Uint8Array): string =>
  typeof body === 'string' ? body : new TextDecoder().decode(body);
