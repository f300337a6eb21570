import { describe, expect, it } from 'vitest';
import { settleMessage } from '../../../functions/acts/settle-message.ts';
import { messageName } from '../../../functions/mail/message-tags.ts';
import { interruptStaleClaim, MESSAGE_TASK, retryDueMessage } from '../../../functions/mail/outbox.ts';
import { rowKeys } from '../../../functions/store/keys.ts';
import { followLink } from '../../../functions/store/link-row.ts';
import type { MessageRow } from '../../../functions/store/message-row.ts';
import { updateRow } from '../../../functions/store/row-update.ts';
import { taskRow } from '../../../functions/store/task-row.ts';
import { STAFF } from '../an-application.ts';
import { AT, DUE, owe, reread, seedCase } from '../mail/a-case.ts';
import { Crash, crashingRecords, repeatingRecords } from '../mail/crash.ts';
import { HELPDESK, openMailRoom, useRecords } from '../mail/mail-room.ts';
import { refusingSes } from './refusing-ses.ts';

const records = useRecords();
const MINUTE = 60_000;

const later = (minutes: number) => new Date(AT.getTime() + minutes * MINUTE);

async function oweOne(template: 'endorsement-asked' | 'application-received' = 'endorsement-asked') {
  const seeded = await seedCase(records());
  return { seeded, room: await openMailRoom(records()), message: await owe(seeded, template) };
}

const openTask = (message: MessageRow) =>
  records().get(rowKeys.task(message.reference, MESSAGE_TASK, messageName(message)), taskRow);

/** What the sweep does to one message, and what the stream then brings to the sender. */
async function sweep(message: MessageRow, send: (row: MessageRow) => Promise<void>, now: Date) {
  const word = await retryDueMessage(records(), message, now);
  if (word === 'shown-again') await send(await reread(records(), message));
  return [word, await interruptStaleClaim(records(), message, now)];
}

it('sends with the headers, tags and address for answers that every mail has', async () => {
  const { room, message } = await oweOne();
  await room.sender()(message);
  const [mail] = room.mails();
  expect(mail).toMatchObject({ configurationSet: 'rounds', sender: 'rounds@service.example' });
  expect(mail?.tags).toEqual({
    key: `CASE-${message.reference}_endorsement-asked_governing-body-1_1`,
    template: 'endorsement-asked',
    reference: message.reference,
    claim: '1',
  });
  expect(mail?.content.replyTo).toEqual([HELPDESK.email]);
  const headers = mail?.content.headers.map(({ name }) => name.toLowerCase());
  expect(headers).toContain('auto-submitted');
  expect(headers).not.toContain('list-unsubscribe');
});

it('gives reminders a way to stop them', async () => {
  const { room, seeded } = await oweOne();
  await room.sender()(await owe(seeded, 'endorsement-chaser'));
  const header = room.mails()[0]?.content.headers.find(({ name }) => name.toLowerCase() === 'list-unsubscribe');
  expect(header?.value).toContain(`mailto:${HELPDESK.email}`);
});

describe('a sender that crashes', () => {
  it.each([
    ['before', 1, { mails: 1, state: 'sent' }],
    ['after', 1, { mails: 0, state: 'interrupted' }],
    ['before', 2, { mails: 1, state: 'interrupted' }],
    ['after', 2, { mails: 1, state: 'sent' }],
  ] as const)('%s its write number %i leaves the message sent once, or visibly interrupted', async (when, n, end) => {
    const { room, message } = await oweOne();
    await expect(room.sender({ records: crashingRecords(records(), when, n) })(message)).rejects.toThrow(Crash);

    // the stream brings the same record again, twice, and the sweep passes by for an hour
    const send = room.sender();
    await send(message);
    await send(message);
    for (const minutes of [5, 15, 30, 60]) await sweep(message, send, later(minutes));

    expect(room.mails()).toHaveLength(end.mails);
    const after = await reread(records(), message);
    expect(after.state).toBe(end.state);
    expect(await openTask(message)).toEqual(
      end.state === 'interrupted' ? expect.objectContaining({ state: 'open' }) : undefined,
    );
  });

  it('while it records a refusal leaves the message visibly interrupted', async () => {
    const { room, message } = await oweOne();
    const { mail } = await refusingSes({ status: 429, error: 'TooManyRequestsException' });
    const lost = room.sender({ mail, records: crashingRecords(records(), 'before', 2) });
    await expect(lost(message)).rejects.toThrow(Crash);
    for (const minutes of [5, 15, 30]) await sweep(message, room.sender(), later(minutes));
    expect(room.mails()).toHaveLength(0);
    expect((await reread(records(), message)).state).toBe('interrupted');
    expect(await openTask(message)).toMatchObject({ state: 'open' });
  });

  it('has its message settled by staff who find that it went', async () => {
    const { room, message } = await oweOne();
    await expect(room.sender({ records: crashingRecords(records(), 'before', 2) })(message)).rejects.toThrow(Crash);
    await sweep(message, room.sender(), later(15));
    await settleMessage({ records: records(), at: later(20) }, { key: message, by: STAFF, word: 'went' });
    expect((await reread(records(), message)).state).toBe('sent');
    expect(await openTask(message)).toMatchObject({ state: 'done' });
    await sweep(message, room.sender(), later(60));
    expect(room.mails()).toHaveLength(1);
  });

  it('has its message sent once more only when staff say so, with a new link beside the old one', async () => {
    const { room, message, seeded } = await oweOne();
    await expect(room.sender({ records: crashingRecords(records(), 'before', 2) })(message)).rejects.toThrow(Crash);
    await sweep(message, room.sender(), later(15));
    await settleMessage({ records: records(), at: later(20) }, { key: message, by: STAFF, word: 'send-again' });
    expect(await openTask(message)).toMatchObject({ state: 'done' });
    await room.sender()(await reread(records(), message));

    expect(await reread(records(), message)).toMatchObject({ state: 'sent', attempts: 1, claims: 2 });
    const links = room.mails().map(({ content }) => /\/e\/(\S+)/.exec(content.text ?? '')?.[1] ?? '');
    expect(new Set(links).size).toBe(2);
    for (const link of links) {
      expect(await followLink(records(), link)).toMatchObject({ reference: seeded.reference, request: '1' });
    }
  });
});

it('sends what it has claimed without being told so', async () => {
  const { room, message } = await oweOne('application-received');
  await room.sender({ records: repeatingRecords(records()) })(message);
  expect(room.mails()).toHaveLength(1);
  expect((await reread(records(), message)).state).toBe('sent');
});

it('sends once when two senders have the same message', async () => {
  for (let round = 0; round < 5; round++) {
    const { room, message } = await oweOne('application-received');
    const senders = [room.sender(), room.sender(), room.sender()];
    await Promise.allSettled(senders.map((send) => send(message)));
    // a sender that the engine told of a conflict is shown the message again by the stream
    await room.sender()(message);
    expect(room.mails()).toHaveLength(1);
    expect((await reread(records(), message)).state).toBe('sent');
  }
});

describe('a mail service that refuses', () => {
  it.each([
    [429, 'TooManyRequestsException'],
    [400, 'LimitExceededException'],
    [400, 'SendingPausedException'],
    [503, 'ServiceUnavailable'],
  ])('for now (%i %s) is asked again by the clock', async (status, error) => {
    const { room, message } = await oweOne();
    const ses = await refusingSes({ status, error });
    await room.sender({ mail: ses.mail })(message);
    const refused = await reread(records(), message);
    expect(refused).toMatchObject({ state: 'owed', attempts: 1, nextAttemptAt: later(1).toISOString() });

    // the stream shows the row at once, because it changed; the sweep is too early
    await room.sender()(refused);
    expect(await sweep(message, room.sender(), later(0.5))).toEqual(['not-due', 'not-stale']);
    expect(room.mails()).toHaveLength(0);

    room.clock.moveTo(later(1).getTime());
    await sweep(message, room.sender(), later(1));
    expect(room.mails()).toHaveLength(1);
    expect(await reread(records(), message)).toMatchObject({ state: 'sent', attempts: 2 });
    expect(await openTask(message)).toBeUndefined();
  });

  it('because of its rate is asked again within the same attempt, as long as there is time', async () => {
    const { room, message } = await oweOne();
    const ses = await refusingSes({ status: 429, error: 'TooManyRequestsException' }, 4);
    let pauses = 0;
    await room.sender({ mail: ses.mail, waitForSes: async () => ++pauses < 3 })(message);
    expect(await reread(records(), message)).toMatchObject({ state: 'owed', attempts: 1 });
    expect(ses.asked()).toBe(3);

    room.clock.moveTo(later(1).getTime());
    await room.sender({ mail: ses.mail, waitForSes: async () => true })(await reread(records(), message));
    expect(await reread(records(), message)).toMatchObject({ state: 'sent', attempts: 2, sesMessageId: 'taken' });
    expect(ses.asked()).toBe(5);
  });

  it('for good, or may have taken the mail, is not waited for', async () => {
    for (const [status, error] of [
      [400, 'MessageRejected'],
      [500, 'InternalServiceErrorException'],
    ] as const) {
      const { room, message } = await oweOne();
      const ses = await refusingSes({ status, error });
      await room.sender({ mail: ses.mail, waitForSes: async () => true })(message);
      expect(ses.asked()).toBe(1);
    }
  });

  it('for hours is given up after 4 of them, with a task for staff', async () => {
    const { message } = await oweOne();
    const ses = await refusingSes({ status: 429, error: 'TooManyRequestsException' });
    let now = AT;
    const room = await openMailRoom(records(), { mail: ses.mail, now: () => now });
    await room.sender()(message);
    for (let minutes = 15; minutes <= 8 * 60; minutes += 15) {
      now = later(minutes);
      await sweep(message, room.sender(), now);
    }
    expect(ses.asked()).toBe(7);
    expect(await reread(records(), message)).toMatchObject({ state: 'failed', failure: 'TooManyRequestsException' });
    expect(await openTask(message)).toMatchObject({ state: 'open' });
  });

  it.each([
    [400, 'MessageRejected'],
    [400, 'BadRequestException'],
  ])('for good (%i %s) leaves a task for staff', async (status, error) => {
    const { room, message } = await oweOne();
    await room.sender({ mail: (await refusingSes({ status, error })).mail })(message);
    expect(await reread(records(), message)).toMatchObject({ state: 'failed', failure: error, attempts: 1 });
    expect(await openTask(message)).toMatchObject({ state: 'open' });
  });

  it.each([
    ['by hanging up', 'hang-up' as const],
    ['by failing itself', { status: 500, error: 'InternalServiceErrorException' }],
  ])('%s may have taken the mail: the message is interrupted', async (_, answer) => {
    const { room, message } = await oweOne();
    const ses = await refusingSes(answer);
    await room.sender({ mail: ses.mail })(message);
    expect(ses.asked()).toBe(1);
    expect((await reread(records(), message)).state).toBe('interrupted');
    expect(await openTask(message)).toMatchObject({ state: 'open' });
  });

  it('by not being there has taken nothing', async () => {
    const { room, message } = await oweOne();
    const ses = await refusingSes('hang-up');
    ses.close();
    await room.sender({ mail: ses.mail })(message);
    expect(await reread(records(), message)).toMatchObject({ state: 'owed', attempts: 1 });
  });
});

describe('a message that has nothing left to tell', () => {
  it('is not sent when the endorser has answered meanwhile', async () => {
    const { room, seeded } = await oweOne();
    const message = await owe(seeded, 'endorsement-chaser');
    await records().transact([
      updateRow(rowKeys.slot(seeded.reference, seeded.slot), { set: { state: 'given' } }, () => new Error()),
    ]);
    await room.sender()(message);
    expect(room.mails()).toHaveLength(0);
    expect(await reread(records(), message)).toMatchObject({ state: 'failed', failure: 'overtaken' });
    expect(await openTask(message)).toBeUndefined();
  });

  it('is not sent once the endorsement is past due', async () => {
    const { room, message } = await oweOne();
    await room.sender({ now: () => DUE })(message);
    expect(room.mails()).toHaveLength(0);
    expect(await reread(records(), message)).toMatchObject({ failure: 'overtaken' });
  });
});

it('leaves a task when the rows that a mail tells of cannot be read, and holds nobody up', async () => {
  const { room, seeded } = await oweOne();
  const message = await owe(seeded, 'endorsement-asked', {
    subject: 'nobody',
    recipient: rowKeys['endorsement-request'](seeded.reference, seeded.slot, '7'),
  });
  await room.sender()(message);
  expect(await reread(records(), message)).toMatchObject({ state: 'failed', failure: 'unreadable' });
  expect(await openTask(message)).toMatchObject({ state: 'open' });
});

it('owes a message once', async () => {
  const { seeded } = await oweOne();
  await expect(owe(seeded, 'endorsement-asked')).rejects.toMatchObject({ name: 'MessageOwedError' });
});

it('keeps neither name nor address in the message', async () => {
  const { room, message } = await oweOne();
  await room.sender()(message);
  const row = JSON.stringify(await reread(records(), message));
  expect(row).not.toMatch(/@|Chris|Ann/);
});
