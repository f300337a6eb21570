import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The instant at that home. */
export const THERE = '2027-01-04T09:00:00.000Z';

/** Something that answers as a home does, and remembers what it was asked. */
export async function runHome(changes: (url: string) => object = () => ({})) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const endpoints = { dynamodb: url, sfn: `${url}/states`, sqs: `${url}/sqs` };
    const aws = { region: 'eu-west-2', endpoints, resources: { RECORDS_TABLE: 'Records' } };
    const answers: Record<string, unknown> = {
      '/health': { ready: true, aws, ...changes(url) },
      '/clock': { now: THERE },
    };
    response.end(JSON.stringify(answers[request.url ?? ''] ?? {}));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const end = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url, asked, end };
}
