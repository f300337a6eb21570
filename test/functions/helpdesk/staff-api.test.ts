import { Validator } from '@seriousme/openapi-schema-validator';
import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BearerTokens } from '../../../functions/helpdesk/api/bearer.ts';
import { DOORS } from '../../../functions/helpdesk/api/doors.ts';
import { LOOPBACK_CALLBACK } from '../../../functions/helpdesk/api/sign-in-place.ts';
import { type StaffApi, staffApi } from '../../../functions/helpdesk/api/staff-api.ts';
import { MAY, ROLES, type Role } from '../../../functions/helpdesk/permissions.ts';
import { staffIdOf } from '../../../functions/helpdesk/sign-in-provider.ts';
import { putConflict } from '../../../functions/store/conflict-row.ts';
import { aDesk, aSubmission, OPEN } from '../an-application.ts';
import { runTable, type TestTable } from '../records-harness.ts';

const ISSUER = 'https://sign-in.example';
const keys = await generateKeyPair('RS256');
const others = await generateKeyPair('RS256');

let table: TestTable;
let api: StaffApi;
let about: { readonly round: string; readonly reference: string; readonly queue: string };

beforeAll(async () => {
  table = await runTable();
  const jwks = createLocalJWKSet({ keys: [{ ...(await exportJWK(keys.publicKey)), alg: 'RS256' }] });
  const settings = { issuer: ISSUER, clientId: 'console', groupsClaim: 'groups' };
  api = {
    records: table.records,
    tokens: new BearerTokens(settings, jwks),
    publicUrl: 'https://rounds.example',
    signIn: { issuer: ISSUER, clientId: 'console', callback: LOOPBACK_CALLBACK },
  };
  const { round, reference } = await aSubmission(aDesk(table.records), { round: { body: 'north-hub' } });
  about = { round: round.id, reference, queue: 'reviews' };
});
afterAll(() => table.end());

interface Claimed {
  readonly groups: readonly string[];
  readonly aud?: string;
  readonly iss?: string;
  readonly seconds?: number;
  readonly key?: typeof keys.privateKey;
}

const tokenOf = ({ groups, aud = 'console', iss = ISSUER, seconds = 600, key = keys.privateKey }: Claimed) =>
  new SignJWT({ groups, name: 'Priya' })
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(iss)
    .setSubject('priya')
    .setAudience(aud)
    .setExpirationTime(Math.floor(OPEN.getTime() / 1000) + seconds)
    .sign(key);

async function ask(method: string, path: string, token: string | undefined, body?: unknown) {
  const answer = await staffApi(
    api,
    {
      rawPath: path.replace(/\{(\w+)\}/, (_, name: keyof typeof about) => about[name]),
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      requestContext: { http: { method } } as never,
      isBase64Encoded: false,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    },
    OPEN,
  );
  return { status: answer.statusCode, type: answer.headers?.['content-type'], body: JSON.parse(answer.body ?? '') };
}

const EXTENSION = { closes: '2027-03-12T17:00', reason: 'Snow closed schools.', preview: true };

describe.each(ROLES)('a program of somebody who is %s', (role) => {
  it('gets everything that the table allows them, and nothing else', async () => {
    const token = await tokenOf({ groups: [role, 'body:north-hub'] });
    for (const door of DOORS) {
      const { status, body } = await ask(door.method, door.path, token, EXTENSION);
      const may = (MAY[door.action] as readonly Role[]).includes(role);
      const isRefused = status === 403 && body.title === 'Your role does not allow it';
      expect({ door: door.id, isRefused, isFault: status === 500 }).toEqual({
        door: door.id,
        isRefused: !may,
        isFault: false,
      });
    }
  });
});

it('refuses whoever has no token of ours', async () => {
  const groups = ['programme-manager', 'body:national'];
  const tokens = [
    undefined,
    'a.b.c',
    await tokenOf({ groups, aud: 'another' }),
    await tokenOf({ groups, iss: 'https://elsewhere.example' }),
    await tokenOf({ groups, seconds: -1 }),
    await tokenOf({ groups, key: others.privateKey }),
  ];
  for (const token of tokens) {
    for (const { method, path } of DOORS) {
      expect(await ask(method, path, token)).toMatchObject({ status: 401, type: 'application/problem+json' });
    }
  }
});

it('shows a program of another body no round and no case of this one', async () => {
  const token = await tokenOf({ groups: [...ROLES, 'body:south-hub'] });
  expect((await ask('GET', '/helpdesk/api/rounds', token)).body).toEqual({ rounds: [] });
  for (const path of ['rounds/{round}', 'rounds/{round}/figures', 'cases/{reference}']) {
    expect((await ask('GET', `/helpdesk/api/${path}`, token)).status).toBe(404);
  }
});

it('shows a case only to whoever has declared to have no interest in it', async () => {
  const token = await tokenOf({ groups: ['case-worker', 'body:north-hub'] });
  expect((await ask('GET', '/helpdesk/api/cases/{reference}', token)).status).toBe(403);
  await table.records.transact([
    putConflict(about.reference, { staff: staffIdOf(ISSUER, 'priya'), word: 'none', at: OPEN.toISOString() }),
  ]);
  const { status, body } = await ask('GET', '/helpdesk/api/cases/{reference}', token);
  expect({ status, body }).toMatchObject({ status: 200, body: { reference: about.reference, state: 'submitted' } });
});

it('previews an extension, extends, and says what does not fit', async () => {
  const token = await tokenOf({ groups: ['programme-manager', 'body:north-hub'] });
  const extend = (body: unknown) => ask('POST', '/helpdesk/api/rounds/{round}/extension', token, body);
  expect(await extend({ reason: '' })).toMatchObject({ status: 422, type: 'application/problem+json' });
  expect(await extend({ ...EXTENSION, closes: '2027-01-13T09:00' })).toMatchObject({
    status: 422,
    body: { errors: [{ parameter: 'closes', detail: 'not-later' }] },
  });
  expect(await extend(EXTENSION)).toMatchObject({ status: 200, body: { done: false, drafts: { count: 0 } } });
  expect((await ask('GET', '/helpdesk/api/rounds/{round}/figures', token)).body).toMatchObject({
    states: expect.arrayContaining([expect.objectContaining({ state: 'submitted', cases: 1 })]),
  });
});

it('previews an early closing and closes early', async () => {
  const token = await tokenOf({ groups: ['programme-manager', 'body:south-hub'] });
  const { round } = await aSubmission(aDesk(table.records), { round: { body: 'south-hub' } });
  const close = (body: unknown) => ask('POST', `/helpdesk/api/rounds/${round.id}/closing`, token, body);
  const early = { closes: '2027-02-01T17:00', reason: 'All places are taken.' };
  expect(await close({ ...early, closes: '2027-03-01T17:00' })).toMatchObject({
    status: 422,
    body: { errors: [{ parameter: 'closes', detail: 'not-earlier' }] },
  });
  expect(await close({ ...early, preview: true })).toMatchObject({ status: 200, body: { done: false } });
  expect(await close(early)).toMatchObject({ body: { done: true, round: { closes: '2027-02-01T17:00:00.000Z' } } });
});

it('makes a round, refuses it twice, says that it has no report yet, and cancels it', async () => {
  const token = await tokenOf({ groups: ['programme-manager', 'body:national'] });
  const round = { programme: 'lle', title: 'Autumn', opens: '2027-09-06T09:00', closes: '2027-10-01T17:00' };
  const create = (body: unknown) => ask('POST', '/helpdesk/api/rounds', token, body);
  expect(await create({ ...round, programme: 'none' })).toMatchObject({
    status: 422,
    body: { errors: [{ parameter: 'programme', detail: 'unknown-programme' }] },
  });
  const made = await create(round);
  expect(made).toMatchObject({ status: 200, body: { title: 'Autumn', state: 'scheduled' } });
  expect((await create(round)).status).toBe(409);
  const path = `/helpdesk/api/rounds/${made.body.id}`;
  expect((await ask('GET', `${path}/report`, token)).status).toBe(404);
  const cancelled = await ask('POST', `${path}/cancellation`, token, { reason: 'The budget was cut.' });
  expect(cancelled).toMatchObject({ status: 200, body: { state: 'cancelled' } });
  // sent again, it says the same
  expect(await ask('POST', `${path}/cancellation`, token, { reason: 'Again.' })).toEqual(cancelled);
});

it('describes itself by a valid OpenAPI 3.1 document, to anybody', async () => {
  const { status, body } = await ask('GET', '/helpdesk/api/openapi.json', undefined);
  expect(status).toBe(200);
  expect(await new Validator().validate(body)).toMatchObject({ valid: true });
  expect(Object.keys(body.paths).toSorted()).toEqual([...new Set(DOORS.map(({ path }) => path))].toSorted());
});
