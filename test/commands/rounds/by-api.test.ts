import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Parameter } from '@aws-sdk/client-cloudformation';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { Hono } from 'hono';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runRounds } from '../../../commands/rounds/run.ts';
import { addressOfStack } from '../../../commands/rounds/staff-client.ts';
import { TargetError } from '../../../commands/target.ts';
import { wallClock } from '../../../domain/london-time.ts';
import { BearerTokens } from '../../../functions/helpdesk/api/bearer.ts';
import { staffApi } from '../../../functions/helpdesk/api/staff-api.ts';
import { getRound } from '../../../functions/store/round-row.ts';
import { Clock } from '../../../local/clock/clock.ts';
import { type Listener, listen } from '../../../local/http/listener.ts';
import { SignIn } from '../../../local/sign-in/sign-in.ts';
import { TEST_PEOPLE } from '../../../local/sign-in/test-people.ts';
import { runTable, type TestTable } from '../../functions/records-harness.ts';
import { choosePerson } from '../../local/sign-in/choose-person.ts';

/** Below those that systems give out by themselves: nobody takes it in between. */
const LOOPBACK_PORT = 20_000 + (process.pid % 10_000);

let table: TestTable;
let door: Listener;
let signIn: SignIn;

/** The API for staff over HTTP, and the home's provider: both at one door. */
beforeAll(async () => {
  table = await runTable();
  door = await listen(0, 'PORT');
  const callback = `http://localhost:${LOOPBACK_PORT}/signed-in`;
  const issuer = `${door.url}/sign-in`;
  const settings = { issuer, clientId: 'console', groupsClaim: 'cognito:groups' };
  const clients = [{ id: 'console', callbacks: [callback] }];
  signIn = new SignIn({ issuer, clients, people: TEST_PEOPLE, clock: new Clock({ mode: 'real' }) });
  const place = { issuer, clientId: 'console', callback };
  const api = { records: table.records, publicUrl: door.url, signIn: place, tokens: new BearerTokens(settings) };
  const app = new Hono();
  app.route('/', signIn.pages());
  app.all('/helpdesk/api/*', async ({ req }) => {
    const event = {
      rawPath: req.path,
      headers: req.header(),
      body: await req.text(),
      isBase64Encoded: false,
      requestContext: { http: { method: req.method } } as APIGatewayProxyEventV2['requestContext'],
    };
    const { statusCode = 500, headers = {}, body = '' } = await staffApi(api, event, new Date());
    return new Response(body, { status: statusCode, headers: headers as Record<string, string> });
  });
  door.answer(app.fetch);
});
afterAll(async () => {
  await signIn.close();
  await door.close();
  await table.end();
});

/** `npm run rounds -- …  --service URL`, whose caller signs in as a test person. */
function rounds(person: string, words: readonly string[], agrees = true, service = door.url) {
  const asked: string[] = [];
  const pages: Promise<string>[] = [];
  const browse = async (address: string) => (await fetch(await choosePerson(address, person))).text();
  const lines = runRounds([...words, '--service', service], {
    isAgreed: async (question) => {
      asked.push(...question);
      return agrees;
    },
    showTarget: () => {},
    showSignIn: (address) => pages.push(browse(address)),
  });
  return lines.then(async (said) => ({ said, asked, page: await pages[0] }));
}

const DAY = 86_400_000;
const inDays = (days: number, time: string) => `${wallClock(new Date(Date.now() + days * DAY)).slice(0, 10)}T${time}`;

it('lets staff sign in and make, list, show, put back and cancel a round', async () => {
  const body = ['--body', 'example-hub'];
  const dates = ['--opens', inDays(10, '09:00'), '--closes', inDays(40, '17:00')];
  const made = await rounds('hana', ['create', '--programme', 'sle', '--title', 'Spring', ...body, ...dates]);
  expect(made.page).toContain('go back to the terminal');
  const id = made.said.at(-1)?.replace('round ', '') ?? '';
  expect((await rounds('hana', ['list'])).said).toEqual([expect.stringMatching(`^${id}  Spring: opens `), 'rounds 1']);
  const later = inDays(50, '17:00');
  const extend = ['extend', id, '--closes', later, '--reason', 'A storm.'];
  const refused = await rounds('hana', extend, false);
  expect(refused.asked.at(-2)).toBe(
    '0 people who have not sent, and 0 endorsers without an answer, are told by email.',
  );
  expect(refused.said).toEqual(['not-done']);
  expect((await rounds('hana', extend)).said.at(-1)).toBe('extended');
  expect((await getRound(table.records, id)).round.closes.wallClock).toBe(later);
  expect((await rounds('hana', ['show', id])).said.at(-1)).toBe('state scheduled');
  await expect(rounds('hana', ['close', id, '--reason', 'No money.'])).rejects.toThrow('(not-open)');
  await expect(rounds('hana', ['report', id])).rejects.toThrow('The round has no report yet');
  const cancelled = await rounds('hana', ['cancel', id, '--reason', 'No money.', '--yes']);
  expect(cancelled).toMatchObject({ asked: [], said: ['cancelled'] });
});

it('does only what the role of whoever signed in allows, and says so', async () => {
  const create = ['create', '--programme', 'lle', '--title', 'Spring', '--opens', inDays(10, '09:00')];
  await expect(rounds('casey', create)).rejects.toThrow('Your role does not allow it');
  const wrong = [...create, '--closes', inDays(11, '17:00')];
  await expect(rounds('priya', wrong)).rejects.toThrow('The round cannot be like this\n  closes: too soon');
});

it('says when there is no such service', async () => {
  const nowhere = runRounds(['list', '--service', `http://127.0.0.1:${LOOPBACK_PORT}`], {
    isAgreed: async () => true,
    showTarget: () => {},
    showSignIn: () => {},
  });
  await expect(nowhere).rejects.toBeInstanceOf(TargetError);
});

it('sends no token where others could read it', async () => {
  const options = { isAgreed: async () => true, showTarget: () => {}, showSignIn: () => {} };
  for (const address of ['http://rounds.example.org', 'rounds.example.org', 'ftp://127.0.0.1']) {
    const asking = runRounds(['list', '--service', address], options);
    await expect(asking).rejects.toThrow(new TargetError(`${address} is no address that begins with https://`));
  }
});

it('goes on where the service has moved to', async () => {
  const moved = await listen(0, 'PORT');
  moved.answer(({ url }) => Response.redirect(new URL(new URL(url).pathname, door.url)));
  try {
    expect((await rounds('priya', ['list'], true, moved.url)).said.at(-1)).toMatch(/^rounds \d+$/);
  } finally {
    await moved.close();
  }
});

it('finds the service of a stack in AWS, and says when the stack is none of ours', async () => {
  const telling = (Parameters: readonly Parameter[]) =>
    addressOfStack('DesignationRounds', { send: async () => ({ Stacks: [{ Parameters }] }) } as never);
  const address = 'https://rounds.example.org';
  expect(await telling([{ ParameterKey: 'PublicUrl', ParameterValue: address }])).toBe(address);
  await expect(telling([])).rejects.toThrow('says of no address');
  const none = Object.assign(new Error('Stack with id None does not exist'), { name: 'ValidationError' });
  await expect(addressOfStack('None', { send: () => Promise.reject(none) } as never)).rejects.toBeInstanceOf(
    TargetError,
  );
});

it('ends with a connection open that its browser keeps spare and says nothing on', async () => {
  let spare: Socket | undefined;
  const lines = runRounds(['list', '--service', door.url], {
    isAgreed: async () => true,
    showTarget: () => {},
    showSignIn: async (address) => {
      spare = connect(LOOPBACK_PORT, '127.0.0.1').resume();
      await once(spare, 'connect');
      await fetch(await choosePerson(address, 'priya'));
    },
  });
  expect((await lines).at(-1)).toMatch(/^rounds \d+$/);
  if (!spare?.closed) await once(spare ?? expect.fail('nobody was to sign in'), 'close');
});

it('takes nothing that another page sends to the loopback address', async () => {
  const seen: number[] = [];
  const lines = runRounds(['list', '--service', door.url], {
    isAgreed: async () => true,
    showTarget: () => {},
    showSignIn: async (address) => {
      const callback = new URL(new URL(address).searchParams.get('redirect_uri') ?? '');
      for (const state of ['', randomUUID()]) seen.push((await fetch(`${callback}?code=x&state=${state}`)).status);
      await fetch(await choosePerson(address, 'priya'));
    },
  });
  expect((await lines).at(-1)).toMatch(/^rounds \d+$/);
  expect(seen).toEqual([404, 404]);
});
