import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { TEMPLATE_IDS } from '../../../functions/mail/template-ids.ts';
import { rowKeys } from '../../../functions/store/keys.ts';
import {
  claimMessage,
  getMessage,
  messageFailed,
  oweMessage,
  sendMessageAgain,
} from '../../../functions/store/message-row.ts';
import { personKey, personRow } from '../../../functions/store/person-row.ts';
import { updateRow } from '../../../functions/store/row-update.ts';
import { aDesk, aSubmission, OPEN } from '../an-application.ts';
import { runTable, type TestTable } from '../records-harness.ts';
import type { Browser } from '../web/browser.ts';
import { Console } from './console.ts';

let table: TestTable;
let console: Console;
let reference: string;
let person: string;
let round: string;
let casey: Browser;

beforeAll(async () => {
  table = await runTable();
  console = new Console(table.records, OPEN);
  const made = await aSubmission(aDesk(table.records), { round: { body: 'north-hub' } });
  ({ reference, person } = made);
  round = made.round.id;
  casey = await console.signIn('casey', 'case-worker', 'body:national');
  await casey.post(`/helpdesk/cases/${reference}/conflict`, { conflict: 'none' });
});
afterAll(() => table.end());

const owe = (template: 'address-changed' | 'withdrawn', subject: string, at = OPEN) =>
  table.records.transact([
    oweMessage(template === 'withdrawn' ? rowKeys.case(reference) : personKey(person), {
      template,
      subject,
      occurrence: 1,
      reference: template === 'withdrawn' ? reference : person,
      recipient: personKey(person),
      owedAt: at.toISOString(),
    }),
  ]);

describe('the log of mails', () => {
  it('lists those of a day, by state and template, with a link to each', async () => {
    const { body } = await casey.get('/helpdesk/messages?day=2027-01-12');
    expect(body).toContain(`/helpdesk/cases/${reference}/messages/CASE-${reference}_draft-started_applicant_1`);
    expect((await casey.get('/helpdesk/messages')).body).toContain('Draft started');
    const only = (search: string) => casey.get(`/helpdesk/messages?day=2027-01-12&${search}`);
    expect((await only('template=draft-started')).body).toContain(reference);
    expect((await only('template=designated')).body).toContain('no such emails');
    expect((await only('state=owed')).body).toContain(reference);
    expect((await only('state=problem')).body).toContain('no such emails');
    const other = await aSubmission(aDesk(table.records), { round: { body: 'east-hub' } });
    expect((await only(`round=${round}`)).body).toContain(reference);
    expect((await only(`round=${round}`)).body).not.toContain(other.reference);
    expect((await casey.get('/helpdesk/messages?day=2027-01-11')).body).toContain('no such emails');
  });

  it('finds one that is on its way by the state that it is in now', async () => {
    const day = new Date('2027-03-01T09:00:00Z');
    await owe('withdrawn', 'going', day);
    const listed = async (state: string) =>
      (await casey.get(`/helpdesk/messages?day=2027-03-01&state=${state}`)).body.includes('_withdrawn_going_1');
    const message = async () => {
      const found = await getMessage(table.records, rowKeys.message(rowKeys.case(reference), 'withdrawn', 'going', 1));
      if (!found) throw new Error('not there');
      return found;
    };
    expect([await listed('owed'), await listed('claimed')]).toEqual([true, false]);
    await table.records.transact([claimMessage(await message(), 'a-sender', day)]);
    expect([await listed('owed'), await listed('claimed')]).toEqual([false, true]);
    await table.records.transact([messageFailed(await message(), 'refused', day)]);
    expect([await listed('claimed'), await listed('problem')]).toEqual([false, true]);
    await table.records.transact([sendMessageAgain(await message(), day)]);
    expect([await listed('problem'), await listed('owed')]).toEqual([false, true]);
  });

  it('shows staff of another body no mail about a case that is not theirs, and of none that is about no case', async () => {
    await owe('address-changed', 'once');
    const hana = await console.signIn('hana', 'case-worker', 'body:south-hub');
    expect((await hana.get('/helpdesk/messages?day=2027-01-12')).body).toContain('no such emails');
    const name = `PERSON-${person}_address-changed_once_1`;
    expect((await hana.get(`/helpdesk/messages/about-no-case?message=${name}`)).status).toBe(404);
    expect((await casey.get(`/helpdesk/messages/about-no-case?message=${name}`)).body).toContain('As it reads now');
  });

  it('goes on with earlier ones on the next page, and leaves none out', async () => {
    const day = Date.parse('2027-02-01T09:00:00Z');
    for (let index = 0; index < 130; index++) await owe('withdrawn', `nr-${index}`, new Date(day + index * 1000));
    const first = await casey.get('/helpdesk/messages?day=2027-02-01');
    const [, next = ''] = /href="([^"]*before=[^"]*)"/.exec(first.body) ?? [];
    const second = await casey.get(`/helpdesk/messages${next.replaceAll('&amp;', '&')}`);
    const named = (body: string) => Array.from(body.matchAll(/_withdrawn_(nr-\d+)_1"/g), ([, subject]) => subject);
    expect(new Set([...named(first.body), ...named(second.body)]).size).toBe(130);
    expect(named(second.body)).toHaveLength(30);
  });
});

it('sends a mail about no case again, once', async () => {
  const name = `PERSON-${person}_address-changed_twice_1`;
  await owe('address-changed', 'twice');
  const key = rowKeys.message(personKey(person), 'address-changed', 'twice', 1);
  await table.records.transact([updateRow(key, { set: { state: 'failed' } }, () => new Error())]);
  const again = () => casey.send('/helpdesk/messages/about-no-case/settle', { message: name, word: 'send-again' });
  expect((await again()).body).toContain('The message is settled');
  expect(await again()).toMatchObject({ status: 409, body: expect.stringContaining('settled meanwhile') });
});

it('sends what arrived once more, as a mail of its own and only to whom it went, when that is asked for', async () => {
  const path = `/helpdesk/cases/${reference}/messages/CASE-${reference}_application-received_applicant_`;
  const key = (occurrence: number) =>
    rowKeys.message(rowKeys.case(reference), 'application-received', 'applicant', occurrence);
  const again = async (occurrence: number) => {
    const shown = await casey.get(`${path}${occurrence}/again`);
    const [, version = ''] = /name="version" value="(\d+)"/.exec(shown.body) ?? [];
    return { shown, done: await casey.send(`${path}${occurrence}/again`, { version }) };
  };
  const arrives = (occurrence: number) =>
    table.records.transact([updateRow(key(occurrence), { set: { state: 'delivered' } }, () => new Error())]);
  expect((await again(1)).done.body).toContain('Only an email that arrived');
  await arrives(1);
  expect((await casey.get(`${path}1`)).body).toContain('Send it once more');
  const { shown, done } = await again(1);
  expect(shown.body).toContain('and to nobody else');
  expect(done.body).toContain('The email goes out once more');
  const [first, second] = await Promise.all([getMessage(table.records, key(1)), getMessage(table.records, key(2))]);
  expect(second).toMatchObject({ state: 'owed', recipient: first?.recipient });
  expect((await again(1)).done.body, 'a second click, or a colleague').toContain('It was sent once more already');
  expect((await casey.get(`${path}1`)).body).not.toContain('Send it once more');
  expect(await getMessage(table.records, key(3))).toBeUndefined();
  await arrives(2);
  await again(2);
  expect(await getMessage(table.records, key(3))).toMatchObject({ state: 'owed' });
});

describe('what mails say', () => {
  it('finds the case that is named', async () => {
    const { location } = await casey.get(`/helpdesk/letters?reference=${reference.toLowerCase()}`);
    expect(location).toBe(`/helpdesk/cases/${reference}/letters`);
    expect((await casey.get('/helpdesk/letters?reference=LLE')).body).toContain('Enter the reference of a case');
  });

  it('shows each with the data of a case, or says that it would not be sent', async () => {
    for (const template of TEMPLATE_IDS) {
      const { status, body } = await casey.get(`/helpdesk/cases/${reference}/letters/${template}`);
      expect({ template, status }).toEqual({ template, status: 200 });
      expect(body).toMatch(/class="app-mail"|It would not be sent/);
    }
    const { email } = (await table.records.get(personKey(person), personRow)) ?? {};
    expect((await casey.get(`/helpdesk/cases/${reference}/letters/application-received`)).body).toContain(email);
    expect((await casey.get(`/helpdesk/cases/${reference}/letters/nothing`)).status).toBe(404);
  });

  it('writes nothing but that somebody looked', async () => {
    const messages = () =>
      Array.fromAsync(table.records.beginning({ ...rowKeys.case(reference), sk: 'MESSAGE#' }, z.looseObject({})));
    const before = (await messages()).length;
    await casey.get(`/helpdesk/cases/${reference}/letters/application-received`);
    expect(await messages()).toHaveLength(before);
  });
});
