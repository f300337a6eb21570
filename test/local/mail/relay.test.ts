import { expect, test } from 'vitest';
import { NOON, openMailbox, temporaryFolder } from './open-mailbox.ts';
import { startSmtpServer } from './smtp-server.ts';

test('a relayed message is delivered when the SMTP server has taken it', async () => {
  const server = await startSmtpServer(() => '250 ok');
  const { mailbox, clock, published, send } = await openMailbox({ relay: `smtp://127.0.0.1:${server.port}` });
  const { MessageId } = await send();
  await clock.activity.settled();
  expect(server.taken).toMatchObject([{ to: ['ann@school.example'], data: expect.stringContaining('Hello Ann.') }]);
  expect(mailbox.messages.getById(MessageId ?? '')?.deliveries).toMatchObject([
    { state: 'delivered', detail: '250 taken', due: null },
  ]);
  expect(published.map((event) => event.detail.eventType)).toEqual(['Send', 'Delivery']);
});

test('a recipient whom the server refuses bounces and is suppressed, the others get the message', async () => {
  const server = await startSmtpServer((to) => (to.startsWith('gone') ? '550 5.1.1 no such person' : '250 ok'));
  const { mailbox, clock, published, send } = await openMailbox({ relay: `smtp://127.0.0.1:${server.port}` });
  await send({ Destination: { ToAddresses: ['ann@school.example', 'gone@school.example'] } });
  await clock.activity.settled();
  expect(server.taken.map(({ to }) => to)).toEqual([['ann@school.example']]);
  expect(published.map((event) => event.detail)).toMatchObject([
    { eventType: 'Send' },
    { eventType: 'Delivery', delivery: { recipients: ['ann@school.example'] } },
    { eventType: 'Bounce', bounce: { bouncedRecipients: [{ emailAddress: 'gone@school.example' }] } },
  ]);
  expect(mailbox.suppression.get('gone@school.example')).toMatchObject({ reason: 'BOUNCE' });
});

test('a message that the server cannot take waits, says why, and is tried again by the clock', async () => {
  let busy = true;
  const server = await startSmtpServer(() => (busy ? '451 4.3.0 try later' : '250 ok'));
  const { mailbox, clock, send, errors } = await openMailbox({ relay: `smtp://127.0.0.1:${server.port}` });
  const { MessageId } = await send();
  await clock.activity.settled();
  const delivery = () => mailbox.messages.getById(MessageId ?? '')?.deliveries[0];
  expect(delivery()).toMatchObject({ state: 'waiting', detail: expect.stringContaining('try later'), attempts: 1 });
  expect(errors).toHaveLength(1);
  busy = false;
  await clock.moveTo(NOON + 60_000);
  expect(delivery()).toMatchObject({ state: 'delivered' });
  expect(server.taken).toHaveLength(1);
});

test('a message waits over a restart while no server answers', async () => {
  const folder = temporaryFolder();
  const server = await startSmtpServer(() => '250 ok');
  server.stop();
  const before = await openMailbox({ folder, relay: `smtp://127.0.0.1:${server.port}` });
  const { MessageId } = await before.send();
  await before.clock.activity.settled();
  expect(before.mailbox.messages.getById(MessageId ?? '')?.deliveries[0]).toMatchObject({ state: 'waiting' });
  await before.close();

  const back = await startSmtpServer(() => '250 ok');
  const after = await openMailbox({ folder, relay: `smtp://127.0.0.1:${back.port}` });
  after.mailbox.resume();
  await after.clock.moveTo(NOON + 3_600_000);
  expect(back.taken).toHaveLength(1);
  expect(after.published.map((event) => event.detail.eventType)).toEqual(['Delivery']);
});
