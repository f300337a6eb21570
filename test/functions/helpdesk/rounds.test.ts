import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findLatePass } from '../../../functions/store/late-pass-row.ts';
import { getRound } from '../../../functions/store/round-row.ts';
import { aDesk, aFullDraft, OPEN } from '../an-application.ts';
import { runTable, type TestTable } from '../records-harness.ts';
import type { Browser } from '../web/browser.ts';
import { Console } from './console.ts';

const BEFORE = new Date('2026-12-01T10:00:00Z');
const AFTER = new Date('2027-03-01T10:00:00Z');

let table: TestTable;
let console: Console;
beforeAll(async () => {
  table = await runTable();
  console = new Console(table.records, BEFORE);
});
afterAll(() => table.end());

/** The console at another time, where the session of before has ended. */
async function at(now: Date): Promise<Browser> {
  console.now = now;
  return console.signIn('priya', 'programme-manager', 'body:national');
}

const stored = async (id: string) => (await getRound(table.records, id)).round;
const planIn = (body: string) => /name="plan" value="(\d+)"/.exec(body)?.[1] ?? '';

/** Opens a form, and sends it as it was opened. */
async function fill(browser: Browser, path: string, fields: Record<string, string>) {
  const { body } = await browser.get(path);
  return browser.send(path, { plan: planIn(body), ...fields });
}

it('makes a round from its opening alone, and changes it until it opens', async () => {
  const priya = await at(BEFORE);
  const typed = { programme: 'lle', body: 'national', title: 'Spring', opens: '2027-06-01', 'opens-time': '09:00' };
  const made = await fill(priya, '/helpdesk/rounds/new', typed);
  expect(made.body).toContain('The round is made');
  const { id } = await stored('lle-2027-06-01');
  await fill(priya, `/helpdesk/rounds/${id}/change`, { title: 'Summer', capacity: '40' });
  expect(await stored(id)).toMatchObject({ title: 'Summer', capacity: 40 });
  expect((await priya.get('/helpdesk/rounds')).body).toContain('Summer');
  const again = await fill(priya, '/helpdesk/rounds/new', typed);
  expect(again).toMatchObject({ status: 422, body: expect.stringContaining('opens on this day already') });
  expect(again.body).toContain('value="Spring"');
});

it('makes no round of a body that its manager does not work for', async () => {
  console.now = BEFORE;
  const hari = await console.signIn('hari', 'programme-manager', 'body:north-hub');
  const typed = { programme: 'sle', body: 'south-hub', title: 'Spring', opens: '2027-06-01', 'opens-time': '09:00' };
  expect(await fill(hari, '/helpdesk/rounds/new', typed)).toMatchObject({
    status: 422,
    body: expect.stringContaining('Choose a body that you work for'),
  });
  expect((await fill(hari, '/helpdesk/rounds/new', { ...typed, body: 'north-hub' })).body).toContain('is made');
});

it('says what is wrong beside the field, and keeps what was typed', async () => {
  const priya = await at(BEFORE);
  const { body, status } = await fill(priya, '/helpdesk/rounds/new', {
    programme: 'lle',
    body: 'national',
    title: 'Autumn <2>',
    opens: '2027-10-31',
    'opens-time': '01:30',
    capacity: 'many',
  });
  expect(status).toBe(422);
  expect(body).toContain('as a number');
  expect(body).toContain('Autumn &lt;2&gt;');
});

it('shows who is told before dates are put back, and puts them back once that is confirmed', async () => {
  const { round, reference } = await aFullDraft(aDesk(table.records), { round: { body: randomUUID().slice(0, 8) } });
  const manager = await at(OPEN);
  const path = `/helpdesk/rounds/${round.id}/extend`;
  const dates = { closes: '2027-03-05', 'closes-time': '17:00', reason: 'Snow' };
  const preview = await fill(manager, path, dates);
  expect(preview.body).toContain('Told by email: 1 person with a draft');
  expect(preview.body).toContain('Robin Example');
  expect((await stored(round.id)).extended).toBeUndefined();
  const done = await manager.send(path, { plan: planIn(preview.body), ...dates, confirmed: 'yes' });
  expect(done.body).toContain('The dates are put back');
  expect((await stored(round.id)).closes.wallClock).toBe('2027-03-05T17:00');
  expect((await manager.get(`/helpdesk/find?text=${reference}`)).body).toContain(reference);
});

it('closes a round early, once it is confirmed who is told', async () => {
  const { round } = await aFullDraft(aDesk(table.records), { round: { body: randomUUID().slice(0, 8) } });
  const manager = await at(OPEN);
  const path = `/helpdesk/rounds/${round.id}/close`;
  expect((await manager.get(`/helpdesk/rounds/${round.id}`)).body).toContain('Close it early');
  const now = { closes: '', 'closes-time': '17:00', reason: 'All places are taken' };
  expect((await fill(manager, path, { ...now, reason: '' })).body).toContain('Write a reason');
  const preview = await fill(manager, path, now);
  expect(preview.body).toContain('Do you want to close the round early?');
  expect(preview.body).toContain('Told by email: 1 person with a draft');
  expect((await stored(round.id)).closedEarly).toBeUndefined();
  await manager.send(path, { plan: planIn(preview.body), ...now, confirmed: 'yes' });
  expect(await stored(round.id)).toMatchObject({ state: 'closed', closes: { instant: OPEN } });
  expect((await manager.get(`/helpdesk/rounds/${round.id}`)).body).toContain('closed early, by');
});

it('refuses a form that was opened before somebody else changed the round', async () => {
  const { round } = await aFullDraft(aDesk(table.records), { round: { body: randomUUID().slice(0, 8) } });
  const manager = await at(OPEN);
  const path = `/helpdesk/rounds/${round.id}/cancel`;
  const stale = planIn((await manager.get(path)).body);
  const preview = await manager.send(path, { plan: stale, reason: 'No money' });
  expect(preview.body).toContain('whose application ends with the round');
  await manager.send(path, { plan: stale, reason: 'No money', confirmed: 'yes' });
  expect((await stored(round.id)).state).toBe('cancelled');
  const late = await manager.send(path, { plan: stale, reason: 'No money', confirmed: 'yes' });
  expect(late).toMatchObject({ status: 409, body: expect.stringContaining('Somebody else has changed this round') });
});

it('opens a closed round again, and lets one person apply late', async () => {
  const { round, email, person } = await aFullDraft(aDesk(table.records), {
    round: { body: randomUUID().slice(0, 8) },
  });
  const manager = await at(AFTER);
  const pass = { until: '2027-03-05', 'until-time': '17:00', reason: 'Ill' };
  const nobody = await fill(manager, `/helpdesk/rounds/${round.id}/late-pass`, { ...pass, email: 'no@school.example' });
  expect(nobody).toMatchObject({ status: 422, body: expect.stringContaining('Nobody has signed in') });
  const given = await fill(manager, `/helpdesk/rounds/${round.id}/late-pass`, { ...pass, email });
  expect(given.body).toContain('They can send one application late');
  expect(await findLatePass(table.records, round.id, person)).toMatchObject({ reason: 'Ill' });
  const again = { ...pass, reason: 'The register was down', confirmed: 'yes' };
  expect((await fill(manager, `/helpdesk/rounds/${round.id}/reopen`, again)).body).toContain('open again');
  expect((await stored(round.id)).reopened?.until.wallClock).toBe('2027-03-05T17:00');
  const { body } = await manager.get(`/helpdesk/rounds/${round.id}`);
  expect(body, 'it is open').not.toContain('Open it again');
  expect(body).toContain('Closes: Friday 5 March 2027 at 5pm (UK time), instead of Friday 26 February 2027');
  expect(body).toContain('ends what was not sent, and tells whoever wrote it');
  expect(body).toMatch(/late pass for .+, by/);
});

it('draws where applications are, and gives the figures as a file', async () => {
  const { round } = await aFullDraft(aDesk(table.records), { round: { body: randomUUID().slice(0, 8) } });
  const manager = await at(OPEN);
  const { body } = await manager.get(`/helpdesk/rounds/${round.id}`);
  expect(body).toMatch(/state=draft">Draft, not sent yet<\/a><\/th><td[^>]*>1<\/td>/);
  expect(body).toContain('<rect width="100"');
  const file = await manager.get(`/helpdesk/rounds/${round.id}/figures.csv`);
  expect(file.headers['content-disposition']).toContain(`${round.id}-figures.csv`);
  expect(file.body).toContain('state,draft,,1\r\n');
  expect(file.body).toContain('age,draft,0 days or more,1\r\n');
  expect((await manager.get(`/helpdesk/rounds/${round.id}/report.csv`)).body).toContain('funnel,started,,1,,\r\n');
});
