import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Round } from '../../../domain/round.ts';
import { CLOSED_MESSAGE } from '../../../domain/words.ts';
import { tellInterested } from '../../../functions/acts/interest/tell-interested.ts';
import { addressHash } from '../../../functions/store/address-hash.ts';
import { getInterest, interestRow } from '../../../functions/store/interest-row.ts';
import { rowKeys } from '../../../functions/store/keys.ts';
import { type LinkTarget, mintLink, putLink } from '../../../functions/store/link-row.ts';
import { messageRow } from '../../../functions/store/message-row.ts';
import { putRound } from '../../../functions/store/round-row.ts';
import { takeSeat } from '../../../functions/store/seat-row.ts';
import { aRound } from '../../domain/a-round.ts';
import { runTable, type TestTable } from '../records-harness.ts';
import { ApplyPages, NOW } from './applicant.ts';

let table: TestTable;
beforeAll(async () => {
  table = await runTable();
});
afterAll(() => table.end());

const anAddress = () => `${randomUUID()}@school.example`;
const moment = (instant: Date) => ({ wallClock: instant.toISOString().slice(0, 16), instant });
const days = (number: number) => moment(new Date(NOW.getTime() + number * 86_400_000));

/** Does what sending the owed mail does. */
async function aLink(target: LinkTarget): Promise<string> {
  const link = mintLink();
  await table.records.transact(putLink(link, target, NOW));
  return link;
}

async function asked(email: string, programme = 'lle') {
  const pages = new ApplyPages(table.records);
  const visitor = pages.visitor();
  await visitor.get(`/apply/${programme}/interest`);
  const sent = await visitor.send(`/apply/${programme}/interest`, { email });
  const address = await addressHash(table.records, email);
  const until = new Date(NOW.getTime() + 3_600_000).toISOString();
  return {
    pages,
    visitor,
    sent,
    address,
    row: () => getInterest(table.records, rowKeys.interest(programme, address), pages.now),
    confirmLink: () => aLink({ leadsTo: 'interest', programme, address, until }),
    stopLink: () => aLink({ leadsTo: 'interest-end', programme, address }),
  };
}

async function confirmed(email: string, programme?: string) {
  const some = await asked(email, programme);
  const path = `/interest/confirm/${await some.confirmLink()}`;
  await some.visitor.get(path);
  const answer = await some.visitor.post(path, {});
  return { ...some, answer };
}

const mailsTo = async (address: string) => {
  const query = {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :message)',
    ExpressionAttributeValues: { ':pk': rowKeys.email(address).pk, ':message': 'MESSAGE#' },
    ConsistentRead: true,
  };
  return (await Array.fromAsync(table.records.query(query, messageRow))).map(({ template }) => template);
};

it('puts an address on the list only once its owner pressed the button of the mailed page', async () => {
  const { visitor, sent, row, address, confirmLink } = await asked(anAddress());
  expect(sent.title).toContain('Check your email');
  expect(await row()).toMatchObject({ state: 'asked' });
  expect(await mailsTo(address)).toEqual(['interest-confirm']);

  const path = `/interest/confirm/${await confirmLink()}`;
  await visitor.get(path);
  expect(await row(), 'looking at the page confirms nothing').toMatchObject({ state: 'asked' });
  expect((await visitor.post(path, {})).title).toContain('You are on our list');
  expect(await row()).toMatchObject({ state: 'confirmed' });
});

it('answers the same for an address that is on the list, which stays there', async () => {
  const email = anAddress();
  const { sent } = await asked(email);
  await confirmed(email);
  const again = await asked(email);
  expect([again.sent.status, again.sent.title, again.sent.body]).toEqual([sent.status, sent.title, sent.body]);
  expect(await again.row()).toMatchObject({ state: 'confirmed' });
});

it('asks for an address that can be one, and keeps what was typed', async () => {
  const visitor = new ApplyPages(table.records).visitor();
  await visitor.get('/apply/lle/interest');
  const answer = await visitor.post('/apply/lle/interest', { email: 'ann at school' });
  expect(answer.status).toBe(422);
  expect(answer.body).toContain('value="ann at school"');
});

it('mails an address three times a day at most', async () => {
  const email = anAddress();
  await asked(email);
  await asked(email);
  await asked(email);
  expect((await asked(email)).sent.status).toBe(429);
});

it('forgets an address that nobody confirmed in a week', async () => {
  const { pages, row, visitor, confirmLink } = await asked(anAddress());
  pages.now = new Date(NOW.getTime() + 8 * 86_400_000);
  expect(await row()).toBeUndefined();
  expect((await visitor.get(`/interest/confirm/${await confirmLink()}`)).status).toBe(410);
});

it('takes an address off the list when a mail program sends the form of RFC 8058 by itself', async () => {
  const { pages, row, stopLink } = await confirmed(anAddress());
  const path = `/interest/stop/${await stopLink()}`;
  await pages.visitor().get(path);
  expect(await row(), 'looking at the page changes nothing').toBeDefined();

  const program = { requestContext: { http: { method: 'POST' } }, rawPath: path, headers: {}, body: '' };
  const answer = await pages.handler(
    { ...program, body: 'List-Unsubscribe=One-Click', isBase64Encoded: false } as never,
    {} as never,
  );
  expect(answer.statusCode).toBe(200);
  expect(await row()).toBeUndefined();
  expect((await pages.visitor().post(path, {})).title, 'again').toContain('We have stopped these emails');
});

it('tells everybody on the list once of a round, page after page', async () => {
  const programme = 'sle';
  const people = await Promise.all([1, 2, 3].map(() => confirmed(anAddress(), programme)));
  const [gone] = people;
  await gone?.visitor.post(`/interest/stop/${await gone.stopLink()}`, {});
  const unconfirmed = await asked(anAddress(), programme);
  const round = aRound({ id: randomUUID(), programme });
  const desk = { records: table.records, at: NOW };
  const opened = ({ id }: Round) => ({ template: 'round-opened', subject: id }) as const;
  const another = aRound({ id: randomUUID(), programme });
  expect(await tellInterested(desk, round, opened(round))).toEqual({ told: 2 });
  expect(await tellInterested(desk, round, opened(round))).toEqual({ told: 0 });
  expect(await tellInterested(desk, another, opened(another))).toEqual({ told: 2 });
  expect(await mailsTo(unconfirmed.address)).toEqual(['interest-confirm']);
});

it('goes through a list of any length', async () => {
  const programme = 'long-list';
  const rows = Array.from({ length: 230 }, (_, index) => {
    const address = String(index).padStart(4, '0');
    const row = interestRow.parse({
      kind: 'interest',
      programme,
      address,
      email: anAddress(),
      state: 'confirmed',
      askedAt: NOW.toISOString(),
      expiresAt: 4_000_000_000,
    });
    return { Put: { Item: { ...rowKeys.interest(programme, address), ...row } } };
  });
  for (let begin = 0; begin < rows.length; begin += 100) await table.records.transact(rows.slice(begin, begin + 100));
  const round = aRound({ id: randomUUID(), programme });
  const told: number[] = [];
  let next: string | undefined;
  do {
    const news = { template: 'round-opened', subject: round.id } as const;
    const page = await tellInterested({ records: table.records, at: NOW }, round, news, next);
    told.push(page.told);
    next = page.next;
  } while (next !== undefined);
  expect(told).toEqual([100, 100, 30]);
});

it('says on a round’s page whether one can apply now, and otherwise offers to tell when', async () => {
  const offer = 'Tell me when I can apply';
  const see = async (changes: Parameters<typeof aRound>[0], taken = 0) => {
    const round = aRound({ id: randomUUID(), opens: days(-20), closes: days(5), ...changes });
    const seats = Array.from({ length: taken }, (_, seat) => takeSeat(round.id, seat, 'LLE-7K3M-4QXR'));
    await table.records.transact([...putRound(round), ...seats]);
    return (await new ApplyPages(table.records).visitor().get(`/rounds/${round.id}`)).body;
  };
  const soon = await see({ opens: days(1), closes: days(30) });
  expect(soon).toContain('You cannot apply yet. You can apply from Thursday 21 January 2027 at 10am (UK time).');
  expect(soon).toContain('The round opens tomorrow.');
  expect(soon).toContain(offer);

  const closed = await see({ closes: days(-1), closedMessage: CLOSED_MESSAGE });
  expect(closed).toContain(CLOSED_MESSAGE);
  expect(closed).toContain(offer);

  const full = await see({ capacity: 2 }, 2);
  expect(full).toContain('The round takes 2 applications, and as many were sent.');
  expect(full).not.toContain('Start now');
  expect(full).toContain(offer);

  const open = await see({});
  expect(open).toContain('You can apply now, until Monday 25 January 2027 at 10am (UK time).');
  expect(open).toContain('It closes in 5 days.');
  expect(open).not.toContain(offer);

  const reopened = await see({ closes: days(-5), reopened: { from: days(-1), until: days(0.25) } });
  expect(reopened).toContain('You can apply now, until Wednesday 20 January 2027 at 4pm (UK time).');
  expect(reopened).toContain('is open again for this time. It closes today.');

  expect(await see({ state: 'cancelled', cancelledAt: NOW })).toContain('This round was cancelled.');

  const twice = await see({ closes: days(-5), reopened: { from: days(-3), until: days(-1) } });
  expect(twice, 'another round is open').toContain('This round closed on Tuesday 19 January 2027 at 10am (UK time).');
  expect(twice).toContain('You can apply in another round now');
  expect(twice).not.toContain(offer);
});
