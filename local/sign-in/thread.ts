import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { parentPort, workerData } from 'node:worker_threads';
import { followHomeClock } from '../functions/thread-clock.ts';
import type { Listening, ProviderData } from './messages.ts';
import { peoplePage } from './people-page.ts';
import { createProvider } from './provider.ts';

/** The provider in a thread of its own, because its tokens must tell the home's time: `Date` is a thread's, not a call's. */

const data: ProviderData = workerData;
followHomeClock(data.instant);
const provider = createProvider(data);
const answer = provider.callback();
const { pathname: mount } = new URL(data.issuer);

/** The choice leads on to the client, which browsers count as part of sending the form. */
const origins = new Set(data.clients.flatMap(({ callbacks }) => callbacks.map((url) => new URL(url).origin)));
const policy = `default-src 'none'; style-src 'unsafe-inline'; form-action 'self' ${[...origins].join(' ')}; frame-ancestors 'none'`;

const server = createServer((request: IncomingMessage & { originalUrl?: string }, response) => {
  const path = (request.url ?? '').slice(mount.length);
  if (path.startsWith('/people/')) {
    letChoose(request, response).catch((error: unknown) => {
      console.error(error);
      response.writeHead(400, { 'content-type': 'text/plain' }).end('Go back to the helpdesk and sign in again.\n');
    });
    return;
  }
  request.originalUrl = request.url ?? '';
  request.url = path || '/';
  void answer(request, response);
});

async function letChoose(request: IncomingMessage, response: ServerResponse): Promise<void> {
  await provider.interactionDetails(request, response);
  const accountId = request.method === 'POST' ? new URLSearchParams(await text(request)).get('person') : null;
  if (accountId !== null && data.people.some(({ id }) => id === accountId)) {
    await provider.interactionFinished(request, response, { login: { accountId, remember: false } });
    return;
  }
  response
    .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy })
    .end(String(await peoplePage(data.people)));
}

server.listen(0, '127.0.0.1', () => {
  const listening: Listening = { port: (server.address() as AddressInfo).port };
  parentPort?.postMessage(listening);
});
