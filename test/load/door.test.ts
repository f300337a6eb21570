import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { render } from '../../functions/web/render.ts';
import { pressAll } from './door.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function runDoor(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const presser = (reference: string) => ({ reference, cookie: '', form: new URLSearchParams({ statements: '0' }) });

it('takes no refusal for the closed round but that of its own page', async () => {
  const pages: Record<string, string> = { closed: 'apply/round-not-open.njk', full: 'apply/round-full.njk' };
  const url = await runDoor(({ url: path = '' }, response) => {
    const [, , reference = ''] = path.split('/');
    const page = pages[reference];
    if (page) response.writeHead(409).end(render(page, {}));
    else response.writeHead(303, { location: `/applications/${reference}/submitted` }).end();
  });
  const pressers = ['sent', 'closed', 'full'].map(presser);
  const answers = await pressAll(
    pressers,
    1,
    () => url,
    () => {},
    new AbortController().signal,
  );
  expect(answers.map(({ word }) => word)).toEqual(['accepted', 'refused', 'status 409']);
});

it('presses again while the home is away, and no more once it has ended by itself', async () => {
  const lost = new AbortController();
  let presses = 0;
  const url = await runDoor((_, response) => {
    presses++;
    if (presses === 2) lost.abort(new Error('the home ended by itself'));
    response.writeHead(503).end();
  });
  const pressing = pressAll(
    [presser('sent')],
    1,
    () => url,
    () => {},
    lost.signal,
  );
  await expect(pressing).rejects.toThrow('the home ended by itself');
  expect(presses).toBe(2);
});

it('says so when a home that is there never answers', async () => {
  const url = await runDoor(() => {});
  const pressing = pressAll(
    [presser('sent')],
    1,
    () => url,
    () => {},
    new AbortController().signal,
    50,
  );
  await expect(pressing).rejects.toThrow('sent had no answer in 0.05 s');
});
