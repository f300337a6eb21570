import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SendTaskSuccessCommand } from '@aws-sdk/client-sfn';
import { expect, it } from 'vitest';
import { openDesk } from '../../../commands/cases/open-desk.ts';

const NOW = new Date('2026-11-22T09:00:00Z');
const THERE = '2027-01-04T09:00:00.000Z';

/** Something that answers as a home does, and remembers what it was asked. */
async function runHome(changes: (url: string) => object = () => ({})) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const endpoints = { dynamodb: url, sfn: `${url}/states` };
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

it('acts at the instant of the home, and wakes the workflows there', async () => {
  const { url, asked, end } = await runHome();
  const { desk, close } = await openDesk({ home: url }, NOW);
  expect(desk.at).toEqual(new Date(THERE));
  await desk.workflows.send(new SendTaskSuccessCommand({ taskToken: 'token', output: '{}' }));
  expect(asked.at(-1)).toMatch(/^\/states/);
  await close();
  end();
});

it('acts at the computer’s instant on a table of AWS', async () => {
  const { desk, close } = await openDesk({ table: 'Records' }, NOW);
  expect(desk.at).toEqual(NOW);
  await close();
});

it('refuses where no home of this version answers, and starts none', async () => {
  const { url, end } = await runHome(() => ({ aws: {} }));
  await expect(openDesk({ home: url }, NOW)).rejects.toThrow(`what answers at ${url} is not a home of this version`);
  end();
  await expect(openDesk({ home: url }, NOW)).rejects.toThrow(`no home answers at ${url}`);
});
