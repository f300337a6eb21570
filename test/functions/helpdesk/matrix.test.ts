import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAY, ROLES, type Role } from '../../../functions/helpdesk/permissions.ts';
import { putDesignation } from '../../../functions/store/designation-rows.ts';
import { aDesk, aSubmission, OPEN } from '../an-application.ts';
import { runTable, type TestTable } from '../records-harness.ts';
import type { Browser } from '../web/browser.ts';
import { Console } from './console.ts';

let table: TestTable;
let console: Console;
let about: { readonly case: string; readonly round: string; readonly designation: string };
const staff = new Map<Role, Browser>();

beforeAll(async () => {
  table = await runTable();
  console = new Console(table.records, OPEN);
  const { reference, round, person } = await aSubmission(aDesk(table.records), { round: { body: 'north-hub' } });
  const designation = `${reference}-9WPD`;
  const { programme, generation, body } = round;
  const dates = { startsOn: '2027-01-02', endsOn: '2031-01-01', reviewOn: '2028-01-02' };
  const row = { number: designation, programme, generation, body, person, reference, conditions: [], ...dates };
  await table.records.transact(putDesignation({ kind: 'designation', state: 'active', ...row }, undefined, OPEN));
  about = { case: reference, round: round.id, designation };
  for (const role of ROLES) {
    const browser = await console.signIn(`somebody-${role}`, role, 'body:north-hub');
    await browser.post(`/helpdesk/cases/${reference}/conflict`, { conflict: 'none' });
    staff.set(role, browser);
  }
});
afterAll(() => table.end());

/** Every address with every way of asking for it. A new route is tried by being in the list. */
function everyRequest() {
  return (
    console.routes
      // signing out would end the session that asks
      .filter(({ action }) => action !== 'sign-out')
      .flatMap(({ get, post, ...route }) => [
        ...(get ? [{ ...route, method: 'get' as const }] : []),
        ...(post ? [{ ...route, method: 'post' as const }] : []),
      ])
      .map((request) => ({ ...request, address: addressOf(request) }))
  );
}

const addressOf = ({ path, about: what }: { path: string; about?: keyof typeof about }) => {
  const [first, ...others] = path.split('/').filter((part) => part.startsWith(':'));
  const named = first === undefined ? path : path.replace(first, what === undefined ? 'none' : about[what]);
  return others.reduce((made, parameter) => made.replace(parameter, 'none'), named);
};

const ask = (browser: Browser, { method, address }: { method: 'get' | 'post'; address: string }) =>
  method === 'get' ? browser.get(address) : browser.post(address, {});

describe.each(ROLES)('somebody who is %s', (role) => {
  it('gets everything that the table allows them, and nothing else', async () => {
    for (const request of everyRequest()) {
      const may = (MAY[request.action] as readonly Role[]).includes(role);
      const { status } = await ask(staff.get(role) as Browser, request);
      expect({ ...request, status }).toSatisfy((seen: { status: number }) =>
        may ? seen.status !== 403 && seen.status < 500 : seen.status === 403,
      );
    }
  });
});

it('shows nobody anything before they have signed in', async () => {
  for (const request of everyRequest()) {
    const visitor = console.visitor();
    const answer = await ask(visitor, request);
    if (request.method === 'post') expect(answer.status).toBe(403);
    else expect(answer.location).toBe(`/helpdesk/sign-in?next=${encodeURIComponent(request.address)}`);
  }
});

it('shows staff of another body neither its cases nor its rounds', async () => {
  const other = await console.signIn('hana', ...ROLES, 'body:south-hub');
  for (const request of everyRequest()) {
    if (request.about) expect({ request, status: (await ask(other, request)).status }).toMatchObject({ status: 404 });
  }
});

it('shows staff of the national body those of every body', async () => {
  const national = await console.signIn('nadia', ...ROLES, 'body:national');
  await national.post(`/helpdesk/cases/${about.case}/conflict`, { conflict: 'none' });
  for (const request of everyRequest()) {
    const isOnlyAbout = request.about && !/:.*:/.test(request.path);
    if (isOnlyAbout && request.method === 'get') expect((await ask(national, request)).status).not.toBe(404);
  }
});

it('shows a case to nobody who has not said whether they have an interest in it, nor to those who have', async () => {
  const browser = await console.signIn('noor', ...ROLES, 'body:north-hub');
  const requests = everyRequest().filter((request) => request.about === 'case' && !request.path.endsWith('/conflict'));
  for (const request of requests) {
    expect((await ask(browser, request)).location).toBe(`/helpdesk/cases/${about.case}/conflict`);
  }
  await browser.post(`/helpdesk/cases/${about.case}/conflict`, { conflict: 'conflicted' });
  for (const request of requests) expect((await ask(browser, request)).status).toBe(403);
});
