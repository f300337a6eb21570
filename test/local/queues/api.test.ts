import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, expect, it } from 'vitest';
import { findQueues } from '../../../commands/redrive/dead-letter-queue.ts';
import { Clock } from '../../../local/clock/clock.ts';
import { listen } from '../../../local/http/listener.ts';
import { createQueuesApi } from '../../../local/queues/api.ts';
import type { Letter } from '../../../local/queues/letter.ts';

const START = Date.parse('2027-01-04T09:00:00Z');
const arn = (name: string) => `arn:aws:sqs:eu-west-2:000000000000:${name}`;
const MAIL = 'DesignationRounds-MailDeadLetters0A1B2C3D-9f8e7d';
const SCHEDULES = 'DesignationRounds-SchedulesDeadLettersAAAA1111-1a2b3c';

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function openQueues(letters: Letter[]) {
  const clock = new Clock({ mode: 'manual', now: START });
  const queues = {
    clock,
    queues: [arn(SCHEDULES), arn(MAIL)],
    letters: {
      list: () => letters,
      remove: (id: string) =>
        void letters.splice(
          letters.findIndex((letter) => letter.id === id),
          1,
        ),
    },
  };
  const listener = await listen(0, 'PORT');
  listener.answer(createQueuesApi(queues).fetch);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const access = { region: 'eu-west-2', endpoint: listener.url, credentials };
  const client = new SQSClient({ ...access, useQueueUrlAsEndpoint: false });
  closing.push(
    () => client.destroy(),
    () => listener.close(),
  );
  return { client, clock };
}

const letter = (id: string, queue: string): Letter => ({
  id,
  queue: arn(queue),
  from: 'a schedule',
  at: START,
  body: `{"round":"${id}"}`,
  attributes: { SCHEDULE_ARN: 'close', ERROR_CODE: 'RoundMissing' },
});

it('gives the letters of each queue by name, once, and takes away what was done', async () => {
  const letters = Array.from({ length: 12 }, (_, n) => letter(`l${n}`, SCHEDULES));
  const { client } = await openQueues(letters);
  const [mail, schedules, ...others] = await findQueues(client, 'DesignationRounds-');
  expect([mail?.name, schedules?.name, others]).toEqual(['MailDeadLetters', 'SchedulesDeadLetters', []]);
  expect(await mail?.receive()).toEqual([]);

  const received = (await schedules?.receive()) ?? [];
  expect(received).toHaveLength(12);
  expect(received[0]).toMatchObject({ from: 'close', at: new Date(START), body: '{"round":"l0"}' });
  expect(await schedules?.receive()).toEqual([]);

  await received[0]?.drop();
  await received[1]?.leave();
  expect(letters.map(({ id }) => id)).not.toContain('l0');
  expect((await schedules?.receive())?.map(({ body }) => body)).toEqual(['{"round":"l1"}']);
});

it('shows a letter again when whoever has received it says nothing of it', async () => {
  const { client, clock } = await openQueues([letter('l1', MAIL)]);
  const [queue] = await findQueues(client, '');
  expect(await queue?.receive()).toHaveLength(1);
  await clock.moveTo(START + 600_000);
  expect(await queue?.receive()).toHaveLength(1);
});

it('refuses a queue that the template does not have', async () => {
  const { client } = await openQueues([]);
  await expect(client.send(new ReceiveMessageCommand({ QueueUrl: 'http://127.0.0.1/another' }))).rejects.toMatchObject({
    name: 'QueueDoesNotExist',
  });
});
