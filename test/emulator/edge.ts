import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { EDGE_HEADER } from '../../functions/guard-edge/guard-edge.ts';
import type { Deployed } from './deployed.ts';

/**
 * CloudFront's place: adds the key that the API asks for, and the viewer's address, and asks for the public name. It is no
 * use of `fetch`, which names the host of its address only.
 */
export const createEdge =
  ({ access, edgeKey }: Deployed, domain: string) =>
  async (request: Request): Promise<Response> => {
    const { pathname, search } = new URL(request.url);
    const asked = httpRequest(`${access.endpoint}${pathname}${search}`, {
      method: request.method,
      headers: {
        ...Object.fromEntries(request.headers),
        host: domain,
        [EDGE_HEADER]: edgeKey,
        'cloudfront-viewer-address': '127.0.0.1:443',
      },
    });
    asked.end(Buffer.from(await request.arrayBuffer()));
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    const headers = new Headers();
    for (let n = 0; n < answer.rawHeaders.length; n += 2) {
      headers.append(answer.rawHeaders[n] ?? '', answer.rawHeaders[n + 1] ?? '');
    }
    const body = await buffer(answer);
    return new Response(body.byteLength > 0 ? new Uint8Array(body) : null, {
      status: answer.statusCode ?? 502,
      headers,
    });
  };
