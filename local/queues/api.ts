import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import * as z from 'zod';
import type { Clock } from '../clock/clock.ts';
import type { Letters } from './letter.ts';

export interface QueuesApiOptions {
  /** ARNs of the template's queues. */
  readonly queues: readonly string[];
  readonly letters: Letters;
  readonly clock: Clock;
}

const PROTOCOL = 'application/x-amz-json-1.0';
const DEFAULT_VISIBILITY_SECONDS = 30;

/** The request is none that is answered here; the name is SQS's. */
class QueueRefusal extends Error {
  override readonly name: 'QueueDoesNotExist' | 'UnsupportedOperation' | 'InvalidParameterValue';

  constructor(name: QueueRefusal['name'], message: string) {
    super(message);
    this.name = name;
  }
}

const receive = z.object({
  QueueUrl: z.string(),
  MaxNumberOfMessages: z.int().min(1).max(10).default(1),
  VisibilityTimeout: z.int().min(0).max(43_200).default(DEFAULT_VISIBILITY_SECONDS),
});
const receipt = z.object({ QueueUrl: z.string(), ReceiptHandle: z.string() });

/**
 * As much of SQS's API as it takes to empty a dead-letter queue: the home's queues hold nothing else. Who has received a
 * letter has it alone until its visibility time-out ends.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/
 */
export function createQueuesApi({ queues, letters, clock }: QueuesApiOptions): Hono {
  const hiddenUntil = new Map<string, number>();
  const nameOf = (arn: string) => arn.split(':').at(-1) ?? '';
  const queueAt = (url: string): string => {
    const found = queues.find((arn) => nameOf(arn) === url.split('/').at(-1));
    if (!found) throw new QueueRefusal('QueueDoesNotExist', `there is no queue ${url}`);
    return found;
  };

  const actions: Readonly<Record<string, (body: unknown, origin: string) => object>> = {
    ListQueues(body, origin) {
      const { QueueNamePrefix = '' } = z.object({ QueueNamePrefix: z.string().optional() }).parse(body);
      const names = queues.map(nameOf).filter((name) => name.startsWith(QueueNamePrefix));
      return { QueueUrls: names.map((name) => `${origin}/${name}`) };
    },
    ReceiveMessage(body) {
      const { QueueUrl, MaxNumberOfMessages, VisibilityTimeout } = receive.parse(body);
      const queue = queueAt(QueueUrl);
      const now = clock.now();
      const there = letters.list().filter((one) => one.queue === queue && (hiddenUntil.get(one.id) ?? 0) <= now);
      const given = there.slice(0, MaxNumberOfMessages);
      for (const { id } of given) hiddenUntil.set(id, now + VisibilityTimeout * 1000);
      return {
        Messages: given.map(({ id, at, body, attributes }) => ({
          MessageId: id,
          ReceiptHandle: id,
          Body: body,
          MD5OfBody: createHash('md5').update(body).digest('hex'),
          Attributes: { SentTimestamp: String(at) },
          MessageAttributes: Object.fromEntries(
            Object.entries(attributes).map(([name, text]) => [name, { DataType: 'String', StringValue: text }]),
          ),
        })),
      };
    },
    ChangeMessageVisibility(body) {
      const { VisibilityTimeout, ReceiptHandle } = receipt.extend({ VisibilityTimeout: z.int().min(0) }).parse(body);
      hiddenUntil.set(ReceiptHandle, clock.now() + VisibilityTimeout * 1000);
      return {};
    },
    DeleteMessage(body) {
      const { QueueUrl, ReceiptHandle } = receipt.parse(body);
      queueAt(QueueUrl);
      letters.remove(ReceiptHandle);
      hiddenUntil.delete(ReceiptHandle);
      return {};
    },
  };

  const api = new Hono();
  api.post('*', async (context) => {
    const target = context.req.header('x-amz-target') ?? '';
    const action = actions[target.replace(/^AmazonSQS\./, '')];
    if (!action) throw new QueueRefusal('UnsupportedOperation', `${target} is not done here`);
    const answer = action(await context.req.json(), new URL(context.req.url).origin);
    return context.body(JSON.stringify(answer), 200, { 'content-type': PROTOCOL });
  });
  api.onError((error, context) => {
    const refusal = error instanceof z.ZodError ? new QueueRefusal('InvalidParameterValue', error.message) : error;
    const isOurs = refusal instanceof QueueRefusal;
    if (!isOurs) console.error(error);
    const said = isOurs
      ? { __type: `com.amazonaws.sqs#${refusal.name}`, message: refusal.message }
      : { __type: 'InternalFailure', message: 'the home failed: see what it printed' };
    return context.body(JSON.stringify(said), isOurs ? 400 : 500, { 'content-type': PROTOCOL });
  });
  return api;
}
