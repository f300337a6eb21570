import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { onTestFinished } from 'vitest';

export type Answer = { readonly status: number; readonly error: string } | 'hang-up';

/** A mail service that takes nothing before it has refused some times, behind the ordinary client; it counts how often it was asked. */
export async function refusingSes(answer: Answer, times = Number.POSITIVE_INFINITY) {
  let asked = 0;
  const server = createServer((request, response) => {
    asked++;
    if (answer === 'hang-up') {
      request.socket.destroy();
      return;
    }
    if (asked > times) {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ MessageId: 'taken' }));
      return;
    }
    response.writeHead(answer.status, { 'x-amzn-errortype': answer.error, 'content-type': 'application/json' });
    response.end(JSON.stringify({ message: 'no' }));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const mail = new SESv2Client({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'eu-west-2',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  const close = () => {
    mail.destroy();
    server.close();
  };
  onTestFinished(close);
  return { mail, asked: () => asked, close };
}
