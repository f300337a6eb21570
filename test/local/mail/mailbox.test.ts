import {
  DeleteSuppressedDestinationCommand,
  GetAccountCommand,
  GetSuppressedDestinationCommand,
  PutSuppressedDestinationCommand,
} from '@aws-sdk/client-sesv2';
import { expect, test } from 'vitest';
import type { Mailbox } from '../../../local/mail/mailbox.ts';
import { readMime } from '../../../local/mail/mime.ts';
import { BUS, NOON, openMailbox, temporaryFolder } from './open-mailbox.ts';

async function rawText({ messages }: Mailbox, id: string | undefined): Promise<string> {
  const message = messages.getById(id ?? '');
  if (!message) throw new Error(`there is no message ${id}`);
  return Buffer.from(await messages.raw(message)).toString();
}

test('a simple message is kept with its headers, tags, text and HTML', async () => {
  const { mailbox, send } = await openMailbox();
  const { MessageId } = await send({
    ReplyToAddresses: ['Helpdesk <help@service.example>'],
    EmailTags: [
      { Name: 'key', Value: 'LLE-7K3M-4QXR_submitted_1' },
      { Name: 'reference', Value: 'LLE-7K3M-4QXR' },
    ],
    Content: {
      Simple: {
        Subject: { Data: 'Your application – received' },
        Body: { Text: { Data: 'Ça va?\nYes.' }, Html: { Data: '<p>Ça va?</p>' } },
        Headers: [{ Name: 'X-Round', Value: 'spring' }],
      },
    },
  });
  const message = mailbox.messages.getById(MessageId ?? '');
  expect(message).toMatchObject({
    sentAt: NOON,
    sender: 'rounds@service.example',
    recipients: ['ann@school.example'],
    tags: { key: 'LLE-7K3M-4QXR_submitted_1', reference: 'LLE-7K3M-4QXR' },
    content: {
      subject: 'Your application – received',
      text: 'Ça va?\nYes.',
      html: '<p>Ça va?</p>',
      replyTo: ['Helpdesk <help@service.example>'],
    },
  });
  expect(message?.content.headers).toContainEqual({ name: 'X-Round', value: 'spring' });
  expect(message?.content.headers).toContainEqual({
    name: 'Message-ID',
    value: `<${MessageId}@eu-west-2.amazonses.com>`,
  });
  expect(message?.deliveries).toEqual([
    { address: 'ann@school.example', state: 'delivered', detail: '250 2.0.0 OK', attempts: 0, due: null },
  ]);
  // its MIME text, which is made when somebody asks, says the same
  const { headers, ...read } = await readMime(Buffer.from(await rawText(mailbox, MessageId)));
  expect(message?.content).toMatchObject(read);
  // the subject is encoded there
  const shown = message?.content.headers.filter(({ name }) => name !== 'Subject') ?? [];
  expect(headers).toEqual(expect.arrayContaining(shown));
});

test('a raw message finds its recipients in its headers, and its Bcc stays hidden', async () => {
  const { mailbox, send } = await openMailbox();
  const raw = [
    'From: rounds@service.example',
    'To: Ann <ann@school.example>',
    'Bcc: Records',
    ' <records@service.example>',
    'Subject: =?utf-8?q?D=C3=A9cision?=',
    'Message-ID: <mine@service.example>',
    '',
    'The text.',
  ].join('\r\n');
  const { MessageId } = await send({
    FromEmailAddress: undefined,
    Destination: undefined,
    Content: { Raw: { Data: Buffer.from(raw) } },
  });
  const message = mailbox.messages.getById(MessageId ?? '');
  expect(message?.recipients).toEqual(['ann@school.example', 'records@service.example']);
  expect(message?.content).toMatchObject({ subject: 'Décision', text: 'The text.', bcc: [] });
  expect(await rawText(mailbox, MessageId)).toBe(
    `Message-ID: <${MessageId}@eu-west-2.amazonses.com>\r\n${raw.replace(/Bcc:[^:]*(?=Subject:)/, '').replace(/Message-ID:.*\r\n/, '')}`,
  );
});

test('sending tells the event bus that the message was sent and delivered, in that order', async () => {
  const { published, clock, send } = await openMailbox();
  const { MessageId } = await send({ EmailTags: [{ Name: 'key', Value: 'k1' }] });
  await clock.activity.settled();
  expect(published.map((event) => event['detail-type'])).toEqual(['Email Sent', 'Email Delivered']);
  expect(published[1]).toMatchObject({
    version: '0',
    source: 'aws.ses',
    account: '000000000000',
    region: 'eu-west-2',
    time: '2026-03-02T12:00:00Z',
    detail: {
      eventType: 'Delivery',
      mail: {
        timestamp: '2026-03-02T12:00:00.000Z',
        source: 'Rounds <rounds@service.example>',
        messageId: MessageId,
        destination: ['ann@school.example'],
        headersTruncated: false,
        commonHeaders: { subject: 'Hello', to: ['ann@school.example'] },
        tags: { key: ['k1'], 'ses:configuration-set': ['rounds'] },
      },
      delivery: { recipients: ['ann@school.example'], smtpResponse: '250 2.0.0 OK' },
    },
  });
});

test('a message without a configuration set tells nobody', async () => {
  const { published, clock, send } = await openMailbox();
  await send({ ConfigurationSetName: undefined });
  await clock.activity.settled();
  expect(published).toEqual([]);
});

test('the simulator bounces with any label, and is never suppressed', async () => {
  const { published, clock, send, client } = await openMailbox();
  const EmailAddress = 'bounce+ann@simulator.amazonses.com';
  await send({ Destination: { ToAddresses: [EmailAddress] } });
  await clock.activity.settled();
  expect(published.map((event) => event['detail-type'])).toEqual(['Email Sent', 'Email Bounced']);
  expect(published[1]?.detail).toMatchObject({
    eventType: 'Bounce',
    bounce: {
      bounceType: 'Permanent',
      bounceSubType: 'General',
      bouncedRecipients: [{ emailAddress: EmailAddress, action: 'failed', status: '5.1.1' }],
      timestamp: '2026-03-02T12:00:00.000Z',
    },
  });
  await expect(client.send(new GetSuppressedDestinationCommand({ EmailAddress }))).rejects.toThrow(
    expect.objectContaining({ name: 'NotFoundException' }),
  );
});

test('the simulator complains about a message that it got', async () => {
  const { published, clock, send } = await openMailbox();
  await send({ Destination: { ToAddresses: ['complaint@simulator.amazonses.com'] } });
  await clock.activity.settled();
  expect(published.map((event) => event.detail.eventType)).toEqual(['Send', 'Delivery', 'Complaint']);
  expect(published[2]?.detail.complaint).toMatchObject({
    complainedRecipients: [{ emailAddress: 'complaint@simulator.amazonses.com' }],
    complaintFeedbackType: 'abuse',
    complaintSubType: null,
  });
});

test('an address that bounced is suppressed: later messages to it are not tried until it is taken off the list', async () => {
  const { mailbox, published, clock, send, client } = await openMailbox();
  const to = { Destination: { ToAddresses: ['Ann@bounce.example'] } };
  await send(to);
  const { SuppressedDestination } = await client.send(
    new GetSuppressedDestinationCommand({ EmailAddress: 'ann@bounce.example' }),
  );
  expect(SuppressedDestination).toMatchObject({ Reason: 'BOUNCE', LastUpdateTime: new Date(NOON) });
  const { MessageId } = await send(to);
  await clock.activity.settled();
  expect(published.slice(2).map((event) => event.detail)).toMatchObject([
    { eventType: 'Send' },
    { eventType: 'Bounce', bounce: { bounceType: 'Permanent', bounceSubType: 'OnAccountSuppressionList' } },
  ]);
  expect(mailbox.messages.getById(MessageId ?? '')?.deliveries[0]?.state).toBe('suppressed-bounce');
  await client.send(new DeleteSuppressedDestinationCommand({ EmailAddress: 'ann@bounce.example' }));
  expect(mailbox.suppression.get('ann@bounce.example')).toBeUndefined();
});

test('an address put on the suppression list for a complaint gets a complaint event instead of the message', async () => {
  const { published, clock, send, client } = await openMailbox();
  await client.send(new PutSuppressedDestinationCommand({ EmailAddress: 'ann@school.example', Reason: 'COMPLAINT' }));
  await send({ Destination: { ToAddresses: ['ann@school.example', 'bob@school.example'] } });
  await clock.activity.settled();
  expect(published.map((event) => event.detail)).toMatchObject([
    { eventType: 'Send' },
    { eventType: 'Complaint', complaint: { complaintSubType: 'OnAccountSuppressionList' } },
    { eventType: 'Delivery', delivery: { recipients: ['bob@school.example'] } },
  ]);
});

test('a message with a virus is sent and rejected', async () => {
  const { published, clock, send } = await openMailbox();
  const RawContent = Buffer.from('X5O! EICAR-STANDARD-ANTIVIRUS-TEST-FILE');
  await send({
    Content: {
      Simple: {
        Subject: { Data: 'Look' },
        Body: { Text: { Data: 'at this' } },
        Attachments: [{ FileName: 'a.bin', RawContent }],
      },
    },
  });
  await clock.activity.settled();
  expect(published.map((event) => event.detail)).toMatchObject([
    { eventType: 'Send' },
    { eventType: 'Reject', reject: { reason: 'Bad content' } },
  ]);
});

test('an event that nobody takes is offered again by the clock, and after a restart', async () => {
  const folder = temporaryFolder();
  const down = await openMailbox({
    folder,
    publish: () => {
      throw new Error('nobody there');
    },
  });
  await down.send();
  await down.clock.activity.settled();
  await down.clock.moveTo(NOON + 60_000);
  expect(down.errors.length).toBeGreaterThan(0);
  await down.close();

  const up = await openMailbox({ folder });
  up.mailbox.resume();
  await up.clock.moveTo(NOON + 3_600_000);
  expect(up.published.map((event) => event.detail.eventType)).toEqual(['Send', 'Delivery']);
});

test('an event destination gets only the types it asks for', async () => {
  const seen: [string, string][] = [];
  const topic = 'arn:aws:sns:eu-west-2:000000000000:bounces';
  const { clock, send } = await openMailbox({
    configurationSets: [
      {
        name: 'rounds',
        destinations: [
          { arn: BUS, types: ['Send'] },
          { arn: topic, types: ['Bounce'] },
        ],
      },
    ],
    publish: (event, destination) => {
      seen.push([destination, event['detail-type']]);
    },
  });
  await send({ Destination: { ToAddresses: ['ann@bounce.example'] } });
  await clock.activity.settled();
  expect(seen).toEqual([
    [BUS, 'Email Sent'],
    [topic, 'Email Bounced'],
  ]);
});

test('the account says that it may send and how much it sent', async () => {
  const { client, send } = await openMailbox();
  await send();
  expect(await client.send(new GetAccountCommand({}))).toMatchObject({
    SendingEnabled: true,
    ProductionAccessEnabled: true,
    SendQuota: { Max24HourSend: -1, SentLast24Hours: 1 },
  });
});

test('messages are found by recipient, reference, template, instant and text', async () => {
  const { mailbox, clock, send } = await openMailbox();
  await send({ EmailTags: [{ Name: 'reference', Value: 'LLE-1' }] });
  await clock.moveTo(NOON + 1000);
  await send({
    Destination: { ToAddresses: ['Bob@school.example'] },
    EmailTags: [{ Name: 'template', Value: 'decided' }],
  });
  const found = (filter: Parameters<typeof mailbox.messages.list>[0]) =>
    [...mailbox.messages.list(filter)].map(({ recipients }) => recipients[0]);
  expect(found({})).toEqual(['ann@school.example', 'Bob@school.example']);
  expect(found({ to: 'bob@school.example' })).toEqual(['Bob@school.example']);
  expect(found({ reference: 'LLE-1' })).toEqual(['ann@school.example']);
  expect(found({ template: 'decided' })).toEqual(['Bob@school.example']);
  expect(found({ since: NOON + 1 })).toEqual(['Bob@school.example']);
  expect(found({ text: 'ANN@' })).toEqual(['ann@school.example']);
});
