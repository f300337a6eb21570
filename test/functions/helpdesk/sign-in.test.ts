import { afterAll, beforeAll, expect, it } from 'vitest';
import { OPEN } from '../an-application.ts';
import { runTable, type TestTable } from '../records-harness.ts';
import { Console } from './console.ts';

let table: TestTable;
let console: Console;
beforeAll(async () => {
  table = await runTable();
});
beforeAll(() => {
  console = new Console(table.records, OPEN);
});
afterAll(() => table.end());

const MINUTE = 60_000;
const later = (minutes: number) => new Date(OPEN.getTime() + minutes * MINUTE);

it('leads to the provider, and back to the page that was asked for', async () => {
  const browser = console.visitor();
  const asked = await browser.get('/helpdesk?mine=yes');
  expect(asked.location).toBe('/helpdesk/sign-in?next=%2Fhelpdesk%3Fmine%3Dyes');
  expect((await browser.get(asked.location)).location).toMatch(/^https:\/\/sign-in\.example\//);
  const back = await browser.get('/helpdesk/sign-in/callback?code=casey%20case-worker');
  expect(back.location).toBe('/helpdesk?mine=yes');
});

it.each(['https://elsewhere.example', '//elsewhere.example', '/helpdesk/../applications', '/helpdesk//elsewhere'])(
  'leads nobody elsewhere: %s',
  async (next) => {
    const browser = console.visitor();
    await browser.get(`/helpdesk/sign-in?next=${encodeURIComponent(next)}`);
    const { location } = await browser.get('/helpdesk/sign-in/callback?code=casey%20case-worker');
    expect(new URL(location, 'http://localhost')).toMatchObject({ host: 'localhost' });
    expect(location).not.toMatch(/applications|elsewhere/);
  },
);

it('opens nothing for an answer that comes twice, or to another browser', async () => {
  const browser = console.visitor();
  await browser.get('/helpdesk/sign-in');
  await browser.get('/helpdesk/sign-in/callback?code=casey%20case-worker');
  await browser.send('/helpdesk/sign-out');
  expect((await browser.get('/helpdesk/sign-in/callback?code=casey%20case-worker')).location).toBe('/helpdesk/sign-in');
  expect((await console.visitor().get('/helpdesk/sign-in/callback?code=casey')).location).toBe('/helpdesk/sign-in');
});

it('explains why somebody is not signed in', async () => {
  const browser = console.visitor();
  await browser.get('/helpdesk/sign-in');
  expect((await browser.get('/helpdesk/sign-in/callback?error=access_denied')).title).toContain(
    'could not be signed in',
  );
  await browser.get('/helpdesk/sign-in');
  expect(await browser.get('/helpdesk/sign-in/callback?code=stranger%20cleaners')).toMatchObject({
    status: 403,
    title: expect.stringContaining('not on the helpdesk’s staff'),
  });
  expect((await browser.get('/helpdesk')).status).toBe(303);
});

it('ends half an hour after the last page, and shows again what was typed too late', async () => {
  const browser = await console.signIn('casey', 'case-worker', 'body:national');
  console.now = later(29);
  expect((await browser.get('/helpdesk')).status).toBe(200);
  console.now = later(58);
  expect((await browser.get('/helpdesk')).status).toBe(200);
  console.now = later(89);
  const late = await browser.post('/helpdesk/sign-out', { words: 'something long in words' });
  expect(late).toMatchObject({ status: 401, body: expect.stringContaining('something long in words') });
  expect((await browser.get('/helpdesk')).status).toBe(303);
  console.now = OPEN;
});

it('ends eight hours after signing in, however busy', async () => {
  const browser = await console.signIn('casey', 'case-worker', 'body:national');
  for (let minutes = 25; minutes < 480; minutes += 25) {
    console.now = later(minutes);
    expect((await browser.get('/helpdesk')).status).toBe(200);
  }
  console.now = later(480);
  expect((await browser.get('/helpdesk')).status).toBe(303);
  console.now = OPEN;
});

it('signs out here only, or in every browser', async () => {
  const [one, other, somebody] = await Promise.all([
    console.signIn('devi', 'decider'),
    console.signIn('devi', 'decider'),
    console.signIn('dan', 'decider'),
  ]);
  await one.send('/helpdesk/sign-out');
  expect((await one.get('/helpdesk')).status).toBe(303);
  expect((await other.get('/helpdesk')).status).toBe(200);
  const again = await console.signIn('devi', 'decider');
  await again.send('/helpdesk/sign-out/everywhere');
  expect((await other.get('/helpdesk')).status).toBe(303);
  expect((await somebody.get('/helpdesk')).status).toBe(200);
});

it('takes no form without the token of its session', async () => {
  const browser = await console.signIn('casey', 'case-worker');
  expect((await browser.post('/helpdesk/sign-out', { csrf: 'guessed' })).status).toBe(403);
});
