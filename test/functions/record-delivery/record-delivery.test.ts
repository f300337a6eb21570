import { describe, expect, it } from 'vitest';
import { messageName } from '../../../functions/mail/message-tags.ts';
import { interruptStaleClaim, MESSAGE_TASK } from '../../../functions/mail/outbox.ts';
import type { TemplateId } from '../../../functions/mail/template-ids.ts';
import { createRecordDelivery } from '../../../functions/record-delivery/record-delivery.ts';
import { changeRequest, endorsementRequestRow, requestKey } from '../../../functions/store/endorsement-rows.ts';
import { rowKeys } from '../../../functions/store/keys.ts';
import { type MessageRow, messageRow, sendMessageAgain } from '../../../functions/store/message-row.ts';
import { updateRow } from '../../../functions/store/row-update.ts';
import { getSlot } from '../../../functions/store/slot-row.ts';
import { taskRow } from '../../../functions/store/task-row.ts';
import { AT, owe, reread, type SeededCase, seedCase } from '../mail/a-case.ts';
import { Crash, crashingRecords } from '../mail/crash.ts';
import { openMailRoom, useRecords } from '../mail/mail-room.ts';

const records = useRecords();

type Told = { readonly 'detail-type': string; readonly detail: Record<string, unknown> };

/** Owes and sends one mail to an endorser at an address, and gives what SES tells of it. */
async function send(email: string, template: TemplateId = 'endorsement-asked') {
  const seeded = await seedCase(records(), { request: { email } });
  const room = await openMailRoom(records());
  const message = await owe(seeded, template);
  const told = async (type: string): Promise<Told> => {
    const find = () => room.published.find((one) => one['detail-type'] === type);
    await expect.poll(find).toBeDefined();
    return find() as Told;
  };
  return { seeded, room, message, told };
}

const record = (event: unknown) => createRecordDelivery({ records: records() })(event);

const openTask = (message: MessageRow) =>
  records().get(rowKeys.task(message.reference, MESSAGE_TASK, messageName(message)), taskRow);

const states = async ({ reference, slot }: SeededCase) => {
  const request = await records().get(requestKey(reference, slot, '1'), endorsementRequestRow);
  return [(await getSlot(records(), reference, slot))?.state, request?.state];
};

/** What the applicant is owed about the endorser. */
async function owedOf({ reference }: SeededCase, template: TemplateId): Promise<MessageRow[]> {
  const query = {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
    ExpressionAttributeValues: { ':pk': rowKeys.case(reference).pk, ':sk': `MESSAGE#${template}#` },
  };
  return Array.fromAsync(records().query(query, messageRow));
}

describe('a delivery', () => {
  it('is recorded once', async () => {
    const { room, message, told } = await send('chris@governors.example');
    await room.sender()(message);
    const event = await told('Email Delivered');
    await record(event);
    await record(event);
    expect(await reread(records(), message)).toMatchObject({ state: 'delivered' });
    expect(await openTask(message)).toBeUndefined();
  });

  it('that comes before the send is recorded settles the message', async () => {
    const { room, message, told } = await send('chris@governors.example');
    const lost = room.sender({ records: crashingRecords(records(), 'before', 2) });
    await expect(lost(message)).rejects.toThrow(Crash);
    await record(await told('Email Delivered'));
    expect(await reread(records(), message)).toMatchObject({
      state: 'delivered',
      sesMessageId: room.mails()[0]?.id,
    });
  });

  it('settles what was interrupted, and closes its task', async () => {
    const { room, message, told } = await send('chris@governors.example');
    const lost = room.sender({ records: crashingRecords(records(), 'before', 2) });
    await expect(lost(message)).rejects.toThrow(Crash);
    await interruptStaleClaim(records(), message, new Date(AT.getTime() + 3_600_000));
    expect(await openTask(message)).toMatchObject({ state: 'open' });
    await record(await told('Email Delivered'));
    expect((await reread(records(), message)).state).toBe('delivered');
    expect(await openTask(message)).toMatchObject({ state: 'done' });
  });

  it('of an earlier mail says nothing of one that staff had sent again', async () => {
    const { room, message, told } = await send('chris@bounce.example');
    await room.sender()(message);
    const bounce = await told('Email Bounced');
    await record(bounce);
    await records().transact([sendMessageAgain(await reread(records(), message), AT)]);
    await record(bounce);
    await record({ ...bounce, 'detail-type': 'Email Delivered' });
    expect((await reread(records(), message)).state).toBe('owed');
  });

  it('of a message that was erased is let pass', async () => {
    const { room, message, told } = await send('chris@governors.example');
    await room.sender()(message);
    const event = await told('Email Delivered');
    const mail = {
      messageId: 'x',
      tags: { key: ['CASE-LLE-2222-2222_withdrawn_applicant_1'], claim: ['1'], reference: ['LLE-2222-2222'] },
    };
    await expect(record({ ...event, detail: { mail } })).resolves.toBeUndefined();
  });
});

describe('a permanent bounce', () => {
  it('marks the request, tells the applicant and opens a task, once', async () => {
    const { seeded, room, message, told } = await send('chris@bounce.example');
    await room.sender()(message);
    const event = await told('Email Bounced');
    await record(event);
    await record(event);

    expect(await reread(records(), message)).toMatchObject({ state: 'bounced', failure: 'Permanent-General' });
    expect(await states(seeded)).toEqual(['bounced', 'bounced']);
    expect(await openTask(message)).toMatchObject({ state: 'open' });
    const [owed, ...others] = await owedOf(seeded, 'endorser-bounced');
    expect(others).toEqual([]);

    await room.sender()(owed as MessageRow);
    const told2 = room.mails().at(-1);
    expect(told2?.recipients).toEqual(['ann@school.example']);
    expect(told2?.content.text).toContain(`/applications/${seeded.reference}/endorsers/${seeded.slot}`);
  });

  it('counts also before the send is recorded', async () => {
    const { seeded, room, message, told } = await send('chris@bounce.example');
    const lost = room.sender({ records: crashingRecords(records(), 'before', 2) });
    await expect(lost(message)).rejects.toThrow(Crash);
    await record(await told('Email Bounced'));
    expect((await reread(records(), message)).state).toBe('bounced');
    expect(await states(seeded)).toEqual(['bounced', 'bounced']);
  });

  it.each(['given', 'started', 'declined'] as const)('undoes nothing once the request is %s', async (state) => {
    const { seeded, room, message, told } = await send('chris@bounce.example');
    await room.sender()(message);
    const { reference, slot } = seeded;
    await records().transact([
      changeRequest({ reference, slot, request: '1' }, { state }),
      updateRow(rowKeys.slot(reference, slot), { set: { state } }, () => new Error()),
    ]);
    await record(await told('Email Bounced'));
    expect((await reread(records(), message)).state).toBe('bounced');
    expect(await states(seeded)).toEqual([state, state]);
    expect(await owedOf(seeded, 'endorser-bounced')).toEqual([]);
    expect(await openTask(message)).toMatchObject({ state: 'open' });
  });

  it('of the old address does not blame the corrected one', async () => {
    const { seeded, room, message, told } = await send('chris@bounce.example');
    await room.sender()(message);
    const { reference, slot } = seeded;
    await records().transact([changeRequest({ reference, slot, request: '1' }, { email: 'chris@right.example' })]);
    await record(await told('Email Bounced'));
    expect(await states(seeded)).toEqual(['requested', 'requested']);
  });

  it('of a digest marks each request in it', async () => {
    const { seeded, room, message, told } = await send('chris@governors.example', 'endorsement-digest');
    await records().transact([
      updateRow(seeded.digest, { set: { email: 'chris@bounce.example' } }, () => new Error()),
      changeRequest(
        { reference: seeded.reference, slot: seeded.slot, request: '1' },
        { email: 'chris@bounce.example' },
      ),
    ]);
    await room.sender()(message);
    await record(await told('Email Bounced'));
    expect(await states(seeded)).toEqual(['bounced', 'bounced']);
    expect(await openTask({ ...message, reference: seeded.reference })).toMatchObject({ state: 'open' });
  });
});

it('a transient bounce leaves the request as it is, and a task', async () => {
  const { seeded, room, message, told } = await send('chris@bounce.example');
  await room.sender()(message);
  const event = await told('Email Bounced');
  const bounce = { ...(event.detail.bounce as object), bounceType: 'Transient', bounceSubType: 'MailboxFull' };
  await record({ ...event, detail: { ...event.detail, bounce } });
  expect(await reread(records(), message)).toMatchObject({ state: 'bounced', failure: 'Transient-MailboxFull' });
  expect(await states(seeded)).toEqual(['requested', 'requested']);
  expect(await openTask(message)).toMatchObject({ state: 'open' });
});

it('a bounce of a mail to the applicant touches no request', async () => {
  const { seeded, room, message, told } = await send('chris@governors.example', 'application-received');
  await room.sender()(message);
  const event = await told('Email Delivered');
  const bounced = [{ emailAddress: 'ann@school.example' }];
  const bounce = { bounceType: 'Permanent', bounceSubType: 'General', bouncedRecipients: bounced };
  await record({ ...event, 'detail-type': 'Email Bounced', detail: { ...event.detail, bounce } });
  expect((await reread(records(), message)).state).toBe('bounced');
  expect(await states(seeded)).toEqual(['requested', 'requested']);
});

it('a complaint after the delivery opens a task', async () => {
  const { room, message, told } = await send('chris@complaint.example');
  await room.sender()(message);
  const complaint = await told('Email Complaint Received');
  await record(await told('Email Delivered'));
  await record(complaint);
  expect((await reread(records(), message)).state).toBe('complained');
  expect(await openTask(message)).toMatchObject({ state: 'open' });
});

it('a rejected mail goes to staff', async () => {
  const { room, message, told } = await send('chris@governors.example');
  await room.sender()(message);
  const { detail, ...event } = await told('Email Delivered');
  await record({ ...event, 'detail-type': 'Email Rejected', detail: { mail: detail.mail, reject: { reason: 'Bad' } } });
  expect(await reread(records(), message)).toMatchObject({ state: 'bounced', failure: 'Rejected' });
  expect(await openTask(message)).toMatchObject({ state: 'open' });
});
