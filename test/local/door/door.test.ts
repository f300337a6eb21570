import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { Clock } from '../../../local/clock/clock.ts';
import { createClockPages } from '../../../local/door/clock-pages.ts';
import { createOverviewPages } from '../../../local/door/overview-page.ts';
import { onlyFromHere } from '../../../local/http/only-from-here.ts';

const START = Date.parse('2027-01-04T09:00:00Z');
const HERE = { host: '127.0.0.1:3001' };

function aClockPage(mode: 'manual' | 'real' = 'manual') {
  const pages = createClockPages(new Clock({ mode, now: START }));
  const post = (body: string, headers: Record<string, string> = {}) =>
    pages.request('/', { method: 'POST', body, headers });
  return { pages, post };
}

describe('the clock', () => {
  it('tells mode and instant as JSON, and as a page to browsers', async () => {
    const { pages } = aClockPage();
    expect(await (await pages.request('/')).json()).toEqual({ mode: 'manual', now: '2027-01-04T09:00:00.000Z' });
    const shown = await (await pages.request('/', { headers: { accept: 'text/html' } })).text();
    expect(shown).toContain('Monday, 4 January 2027 at 09:00:00');
  });

  it.each([
    ['{"by":"P7D"}', '2027-01-11T09:00:00.000Z'],
    ['{"by":"PT0S"}', '2027-01-04T09:00:00.000Z'],
    ['{"to":"2027-01-29T17:00:00Z"}', '2027-01-29T17:00:00.000Z'],
    ['', '2027-01-04T09:00:00.000Z'],
  ])('moves by %s', async (body, now) => {
    const answer = await aClockPage().post(body);
    expect(await answer.json()).toEqual({ mode: 'manual', now });
  });

  it.each([
    ['not JSON', 422],
    ['{"by":"a week"}', 422],
    ['{"to":"tomorrow"}', 422],
    ['{"by":"P1D","to":"2027-01-29T17:00:00Z"}', 422],
    ['{"mode":"backwards"}', 422],
    ['{"speed":2}', 422],
    ['{"to":"2020-01-01T00:00:00Z"}', 409],
  ])('refuses %s', async (body, status) => {
    expect((await aClockPage().post(body)).status).toBe(status);
  });

  it('cannot be moved while it follows the computer', async () => {
    const answer = await aClockPage('real').post('{"by":"P1D"}');
    expect([answer.status, await answer.text()]).toEqual([409, expect.stringContaining('set mode to "manual"')]);
  });

  it('does not go back to real time from a simulated future', async () => {
    const pages = createClockPages(new Clock({ mode: 'manual', now: Date.now() + 86_400_000 }));
    const answer = await pages.request('/', { method: 'POST', body: '{"mode":"real"}' });
    expect([answer.status, await answer.text()]).toEqual([409, expect.stringContaining('real time would go back')]);
  });

  it('leaves the mode as it was when it refuses to move', async () => {
    const { pages, post } = aClockPage();
    expect((await post('{"mode":"real","by":"P1D"}')).status).toBe(409);
    expect(await (await pages.request('/')).json()).toMatchObject({ mode: 'manual' });
  });

  it('is moved by the buttons of its page, and shows the page again', async () => {
    const { post } = aClockPage();
    const answer = await post('by=P1D', { 'content-type': 'application/x-www-form-urlencoded' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/clock']);
  });
});

describe('the door', () => {
  const door = new Hono().use(onlyFromHere).get('/', (context) => context.text('in'));
  const knock = async (headers: Record<string, string>) => (await door.request('/', { headers })).status;

  it('opens to this machine', async () => {
    expect([await knock(HERE), await knock({ host: 'localhost:3001', origin: 'http://localhost:3001' })]).toEqual([
      200, 200,
    ]);
  });

  it('stays shut to names that only lead here, and to forms of other sites', async () => {
    expect([
      await knock({ host: 'rebound.example' }),
      await knock({ ...HERE, origin: 'https://evil.example' }),
    ]).toEqual([403, 403]);
  });
});

it('shows what could not be delivered, as text', async () => {
  const pages = createOverviewPages({
    version: '1.2.3',
    dataFolder: 'data',
    urls: { public: 'http://127.0.0.1:3000' },
    aws: { region: 'eu-west-2', account: '000000000000', endpoints: {}, resources: {} },
    running: [],
    notRunHere: [{ name: 'Role', type: 'AWS::IAM::Role', path: 'Service/Role', because: 'one user' }],
    letters: {
      list: () => [{ id: '1', queue: null, from: 'SendMessage', at: START, body: '<b>lost</b>', attributes: {} }],
      remove: () => {},
    },
  });
  const shown = await (await pages.request('/')).text();
  expect(shown).toContain('&lt;b&gt;lost&lt;/b&gt;');
  expect(shown).toContain('<td>IAM::Role</td><td>1</td><td>one user</td>');
  expect(await (await pages.request('/health')).json()).toMatchObject({ ready: true, version: '1.2.3' });
});
