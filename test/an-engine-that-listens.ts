import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

/** In an engine's place until the test has ended: keeps what it is sent, and says yes to everything. */
export async function engineThatListens(): Promise<{
  readonly endpoint: string;
  readonly bodies: readonly unknown[];
  /** The `authorization` of each request. */
  readonly signatures: readonly string[];
}> {
  const bodies: unknown[] = [];
  const signatures: string[] = [];
  const server = createServer(async (request, response) => {
    signatures.push(request.headers.authorization ?? 'none at all');
    bodies.push(JSON.parse(await text(request)));
    response.end('{}');
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void server.close());
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, bodies, signatures };
}
