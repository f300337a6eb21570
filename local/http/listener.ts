import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';

/** Answers a request: a Hono app's `fetch`. */
export type Answer = Parameters<typeof getRequestListener>[0];

/** Another program listens there. The message says in one sentence what to do. */
export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';
}

export interface Listener {
  /** `http://127.0.0.1:3000` */
  readonly url: string;
  /** Begins to answer. Until then every request gets 503: an address is needed before what stands behind it exists. */
  answer(answer: Answer): void;
  close(): Promise<void>;
}

/**
 * Listens on loopback.
 *
 * @param port 0 for any free one
 * @param setting the environment variable that chooses the port, for the error
 * @throws PortTakenError
 */
export async function listen(port: number, setting: string): Promise<Listener> {
  let answer: Answer = () => new Response('starting\n', { status: 503, headers: { 'retry-after': '1' } });
  const server = createServer(getRequestListener((request, environment) => answer(request, environment)));
  // an idle connection is left to who opened it: one that is ended here may be the one on which a mail is just being sent,
  // and then nobody knows whether it went
  server.keepAliveTimeout = 0;
  await new Promise<void>((listening, failed) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      failed(
        error.code === 'EADDRINUSE'
          ? new PortTakenError(`port ${port} is taken: stop what uses it, or set ${setting} to another port`)
          : error,
      ),
    );
    server.listen(port, '127.0.0.1', listening);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer(begin) {
      answer = begin;
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
