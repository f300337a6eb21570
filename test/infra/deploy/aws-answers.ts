import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A door that answers like some AWS services: by the action of the form, or by the path. */
export async function awsAnswers(
  answer: (request: { action: string; path: string }) => { status: number; body: string },
) {
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const { status, body } = answer({ action: new URLSearchParams(text).get('Action') ?? '', path: request.url ?? '' });
    response.writeHead(status, { 'content-type': body.startsWith('<') ? 'text/xml' : 'application/json' }).end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.dispose]: () => void server.close(),
  };
}
