import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { openTarget } from '../../commands/target.ts';

const NOW = new Date('2026-11-22T09:00:00Z');

async function withServer<Result>(answer: string, work: (url: string) => Promise<Result>): Promise<Result> {
  const server = createServer((_, response) => response.end(answer));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

it('takes a table of AWS without asking any home, at the instant that it is given', async () => {
  const target = await openTarget({ table: 'Records' }, NOW);
  expect(target).toMatchObject({ name: 'Records', description: 'table Records in AWS', now: NOW });
  await target.close();
});

it('refuses something that answers but is no home of this version', async () => {
  for (const answer of ['<h1>Another service</h1>', '{"ready":true,"version":"0.0.1"}']) {
    await withServer(answer, (home) =>
      expect(openTarget({ home }, NOW)).rejects.toThrow(`what answers at ${home} is not a home of this version`),
    );
  }
});

it('starts no home where one was named that does not answer', async () => {
  const home = await withServer('', async (url) => url);
  await expect(openTarget({ home }, NOW)).rejects.toThrow(`no home answers at ${home}`);
  await expect(openTarget({ home: 'foo' }, NOW)).rejects.toThrow('"foo" is no address of a home');
});
