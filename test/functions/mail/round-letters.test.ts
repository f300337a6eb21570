import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { reportOn } from '../../../domain/round-figures.ts';
import { askToHear } from '../../../functions/acts/interest/ask-to-hear.ts';
import { tellInterested } from '../../../functions/acts/interest/tell-interested.ts';
import { addressHash } from '../../../functions/store/address-hash.ts';
import { getCase } from '../../../functions/store/case-row.ts';
import { SERVICE } from '../../../functions/store/event-row.ts';
import { getInterest, putConfirmedInterest } from '../../../functions/store/interest-row.ts';
import { type Key, rowKeys } from '../../../functions/store/keys.ts';
import { putLatePass } from '../../../functions/store/late-pass-row.ts';
import { followLink } from '../../../functions/store/link-row.ts';
import { messageRow, oweMessage } from '../../../functions/store/message-row.ts';
import { putReport } from '../../../functions/store/round-report-row.ts';
import { putRound } from '../../../functions/store/round-row.ts';
import { aRound } from '../../domain/a-round.ts';
import { AT, owe, type SeededCase, seedCase } from './a-case.ts';
import { HELPDESK, openMailRoom, PUBLIC_URL, useRecords } from './mail-room.ts';

const records = useRecords();

/** Sends everything that a partition owes. */
async function sendAll({ pk }: Key) {
  const query = {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :message)',
    ExpressionAttributeValues: { ':pk': pk, ':message': 'MESSAGE#' },
    ConsistentRead: true,
  };
  const room = await openMailRoom(records());
  for await (const message of records().query(query, messageRow)) await room.sender()(message);
  return room.mails();
}

async function somebody() {
  const email = `${randomUUID()}@school.example`;
  return { email, owner: rowKeys.email(await addressHash(records(), email)) };
}

async function confirmed(email: string) {
  const key = rowKeys.interest('lle', await addressHash(records(), email));
  const row = await getInterest(records(), key, AT);
  if (!row) throw new Error('nobody asked');
  await records().transact([putConfirmedInterest(row, AT)]);
}

/** What is drawn anew each time stands as a word. */
const withoutIds = (text: string | null | undefined) =>
  text?.replace(/[\w-]{43}$/gm, 'LINK').replace(/[0-9a-f-]{36}$/gm, 'ROUND');

const linkIn = (text: string | null) => /https:\S+\/interest\/\S+/.exec(text ?? '')?.[0] ?? '';

it('asks an address to confirm, by a link that leads to it, and says what happens if it does not', async () => {
  const { email, owner } = await somebody();
  await askToHear({ records: records(), at: AT }, { programme: 'lle', email });
  const [mail] = await sendAll(owner);
  expect(mail?.recipients).toEqual([email]);
  expect(withoutIds(mail?.content.text)).toMatchInlineSnapshot(`
    "Hello

    You, or somebody who typed your address, asked us to email you when people can next apply to become a local leader of education. We also tell you if a round closes early.

    Confirm that you want this email:
    https://rounds.example/interest/confirm/LINK

    You can confirm until Friday 5 February 2027 at midday (UK time). If you did not ask for this, you do not need to do anything: we do not write to you again, and delete your address.

    Get help

    Answer this email, or contact the helpdesk: help@service.example or 01632 960000. Monday to Friday, 9am to 5pm
    "
  `);
  const link = linkIn(mail?.content.text ?? '');
  expect(link.startsWith(`${PUBLIC_URL}/interest/confirm/`)).toBe(true);
  expect(await followLink(records(), link.split('/').at(-1) ?? '')).toMatchObject({ leadsTo: 'interest' });
});

it('shows an address that is on the list already the way off it', async () => {
  const { email, owner } = await somebody();
  const ask = () => askToHear({ records: records(), at: AT }, { programme: 'lle', email });
  await ask();
  await confirmed(email);
  await ask();
  const mails = await sendAll(owner);
  expect(mails.map(({ content }) => content.subject)).toContain(
    'You are on our list already: local leaders of education',
  );
});

it('tells who is on the list that a round is open, with one click to stop it', async () => {
  const { email, owner } = await somebody();
  await askToHear({ records: records(), at: AT }, { programme: 'lle', email });
  await confirmed(email);
  const round = aRound({ id: randomUUID() });
  await records().transact(putRound(round));
  const now = round.opens.instant;
  await tellInterested({ records: records(), at: now }, round, { template: 'round-opened', subject: round.id });
  const mail = (await sendAll(owner)).find(({ content }) => content.subject?.startsWith('You can now apply'));
  expect(withoutIds(mail?.content.text)).toMatchInlineSnapshot(`
    "Hello

    You asked us to tell you when you can apply to become a local leader of education. The round is open now: Spring 2027.

    What happens next

    If you want to apply, send your application by Friday 26 February 2027 at 5pm (UK time).

    See the round and apply:
    https://rounds.example/rounds/ROUND

    Why you get this email

    You left your address with us and confirmed it. We email you each time a round opens, or closes early. You can stop these emails at any time.

    Stop these emails:
    https://rounds.example/interest/stop/LINK

    Get help

    Answer this email, or contact the helpdesk: help@service.example or 01632 960000. Monday to Friday, 9am to 5pm
    "
  `);
  const stop = linkIn(mail?.content.text ?? '');
  const headers = mail?.content.headers.filter(({ name }) => name.startsWith('List-'));
  expect(headers).toEqual([
    { name: 'List-Unsubscribe', value: `<${stop}>` },
    { name: 'List-Unsubscribe-Post', value: 'List-Unsubscribe=One-Click' },
  ]);
  expect(await followLink(records(), stop.split('/').at(-1) ?? '')).toMatchObject({ leadsTo: 'interest-end' });
});

it.each([
  ['ahead', '2027-02-12T17:00:00Z', 'closes earlier than planned: on Friday 12 February 2027 at 5pm (UK time)'],
  ['now', AT.toISOString(), 'closed earlier than planned, on Friday 29 January 2027 at midday (UK time)'],
])('tells who is on the list why a round closes early, %s, with one click to stop it', async (_, closes, says) => {
  const { email, owner } = await somebody();
  await askToHear({ records: records(), at: AT }, { programme: 'lle', email });
  await confirmed(email);
  const closedEarly = { at: AT, reason: 'All the money is spent.' };
  const end = { wallClock: closes.slice(0, 16), instant: new Date(closes) };
  const round = aRound({ id: randomUUID(), closes: end, closedEarly });
  await records().transact(putRound(round));
  await tellInterested({ records: records(), at: AT }, round, {
    template: 'round-closes-early-list',
    subject: 'early',
  });
  const mail = (await sendAll(owner)).find(({ content }) => content.subject?.startsWith('The round close'));
  expect(mail?.content.text).toContain(`That round, Spring 2027, ${says}.\n\nThe reason: All the money is spent.`);
  expect(mail?.content.headers.map(({ name }) => name)).toContain('List-Unsubscribe-Post');
});

describe('the end of a second opening that comes early', () => {
  const hoursFromNow = (hours: number) => {
    const instant = new Date(AT.getTime() + hours * 3_600_000);
    return { wallClock: instant.toISOString().slice(0, 16), instant };
  };
  const seeded = (state: 'draft' | 'not-submitted') =>
    seedCase(records(), {
      case: { state },
      round: {
        id: randomUUID(),
        closes: hoursFromNow(-48),
        reopened: { from: hoursFromNow(-2), until: hoursFromNow(0) },
      },
    });
  const send = async (one: SeededCase) => {
    const room = await openMailRoom(records());
    await room.sender()(await owe(one, 'round-closes-early'));
    return room.mails();
  };

  it('is told to whoever did not go on with what the first closing closed, without a grace', async () => {
    const [draft] = await send(await seeded('draft'));
    const [left] = await send(await seeded('not-submitted'));
    expect(draft?.content.text).toContain('you can still send it until');
    expect(left?.content.text).toContain('You can apply again in a later round');
    expect(left?.content.text).not.toContain('you can still send it');
  });

  it('is not told to whoever has a late pass beyond it', async () => {
    const one = await seeded('draft');
    const { round } = await getCase(records(), one.reference);
    const until = hoursFromNow(24).instant;
    const pass = {
      kind: 'late-pass',
      round,
      person: one.person,
      until,
      by: SERVICE,
      reason: 'In hospital.',
      givenAt: AT,
    } as const;
    await records().transact([putLatePass(pass, undefined)]);
    expect(await send(one)).toEqual([]);
  });
});

it('sends the report of a round to the helpdesk', async () => {
  const round = aRound({ id: randomUUID() });
  const at = (day: number) => new Date(Date.UTC(2027, 0, day));
  const report = reportOn([
    {
      state: 'declined',
      passages: [
        { what: 'draft', at: at(5), reasons: [] },
        { what: 'submitted', at: at(10), reasons: [] },
        { what: 'awaiting-endorsements', at: at(10), reasons: [] },
        { what: 'awaiting-decision', at: at(20), reasons: [] },
        { what: 'declined', at: at(31), reasons: ['not-enough-evidence'] },
      ],
    },
  ]);
  const owner = rowKeys['round-report'](round.id);
  await records().transact([
    ...putRound(round),
    putReport(round.id, report, AT),
    oweMessage(owner, {
      template: 'round-report',
      subject: 'report',
      occurrence: 1,
      reference: round.id,
      recipient: owner,
      about: rowKeys.round(round.id),
      owedAt: AT.toISOString(),
    }),
  ]);
  const [mail] = await sendAll(owner);
  expect(mail?.recipients).toEqual([HELPDESK.email]);
  expect(withoutIds(mail?.content.text)).toMatchInlineSnapshot(`
    "Hello

    Spring 2027 is completed: every application in it has come to its end. These are its figures.

    How far applications came

    * Started an application: 1
    * Sent it: 1 (100%)
    * Eligible: 1 (100%)
    * Endorsed: 1 (100%)
    * Designated: 0 (0%)

    How they ended

    * Declined: 1

    How long it took

    * From starting to sending: half within 5 days, 9 in 10 within 5 days (1 application)
    * Eligibility check: half within 1 minute, 9 in 10 within 1 minute (1 application)
    * Endorsements: half within 10 days, 9 in 10 within 10 days (1 application)
    * Decision: half within 11 days, 9 in 10 within 11 days (1 application)
    * From sending to the result: half within 21 days, 9 in 10 within 21 days (1 application)

    Why applications ended

    * Declined: not enough evidence: 1

    See the round:
    https://rounds.example/rounds/ROUND

    Get help

    Answer this email, or contact the helpdesk: help@service.example or 01632 960000. Monday to Friday, 9am to 5pm
    "
  `);
});
