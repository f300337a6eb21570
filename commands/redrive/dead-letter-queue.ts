import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  paginateListQueues,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { DeadLetter } from './redo.ts';

/** How long the letters are this command's alone, in seconds: time to read the list and answer. */
const OURS_SECONDS = 600;

/** A letter that was received. */
export interface ReceivedLetter extends DeadLetter {
  /** Takes it off the queue. */
  drop(): Promise<void>;
  /** Leaves it there, for others to see at once. */
  leave(): Promise<void>;
}

/** A dead-letter queue of the service, by the name that operators know: `MailDeadLetters`. */
export interface DeadLetterQueue {
  readonly name: string;
  /** All that lies there now. */
  receive(): Promise<ReceivedLetter[]>;
}

/** @param prefix what the names of the service's queues begin with: `DesignationRounds-` */
export async function findQueues(client: SQSClient, prefix: string): Promise<DeadLetterQueue[]> {
  const urls: string[] = [];
  for await (const { QueueUrls = [] } of paginateListQueues({ client }, { QueueNamePrefix: prefix })) {
    urls.push(...QueueUrls);
  }
  return urls
    .map((url) => ({ name: shortName(url), receive: () => receiveAll(client, url) }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** CloudFormation adds the stack before the name, a hash and a random part after it. */
const shortName = (url: string): string =>
  (url.split('/').at(-1) ?? url)
    .replace(/^[A-Za-z]+-/, '')
    .replace(/-\w+$/, '')
    .replace(/[0-9A-F]{8}$/, '');

async function receiveAll(client: SQSClient, QueueUrl: string): Promise<ReceivedLetter[]> {
  const letters: ReceivedLetter[] = [];
  for (;;) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: OURS_SECONDS,
        // asks all servers of the queue: without it some letters may not be seen
        WaitTimeSeconds: 1,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['SentTimestamp'],
      }),
    );
    if (Messages.length === 0) return letters;
    for (const { Body = '', ReceiptHandle = '', Attributes = {}, MessageAttributes = {} } of Messages) {
      const attributes = Object.fromEntries(
        Object.entries(MessageAttributes).map(([name, { StringValue = '' }]) => [name, StringValue]),
      );
      letters.push({
        from: attributes.SCHEDULE_ARN ?? attributes.RULE_ARN ?? functionOf(Body) ?? 'an event',
        at: new Date(Number(Attributes.SentTimestamp)),
        body: Body,
        attributes,
        drop: async () => void (await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }))),
        leave: async () =>
          void (await client.send(
            new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }),
          )),
      });
    }
  }
}

/** The listener that a letter of the stream is about. */
const functionOf = (body: string) => /"functionArn":"([^"]+)"/.exec(body)?.[1];
