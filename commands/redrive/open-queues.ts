import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { openDesk } from '../cases/open-desk.ts';
import { homeUrl, TargetError } from '../target.ts';
import { type DeadLetterQueue, findQueues } from './dead-letter-queue.ts';
import type { Redoing } from './redo.ts';

export interface OpenQueues {
  readonly queues: readonly DeadLetterQueue[];
  readonly redoing: Redoing;
  close(): Promise<void>;
}

const health = z.object({ aws: z.object({ region: z.string(), endpoints: z.object({ sqs: z.url() }) }) });

/**
 * The dead-letter queues of a stack in AWS, by the usual AWS configuration, or of a home that runs.
 *
 * @throws TargetError
 */
export async function openQueues(
  { stack, home }: { readonly stack?: string | undefined; readonly home?: string | undefined },
  now: Date,
): Promise<OpenQueues> {
  // letters of one home must never be done at another
  const url = homeUrl(home);
  const table = stack === undefined ? undefined : await tableOf(stack);
  const { desk, close } = await openDesk({ home: url, table }, now);
  const client = stack === undefined ? await clientOfHome(url) : new SQSClient();
  return {
    queues: await findQueues(client, stack === undefined ? '' : `${stack}-`),
    redoing: { ...desk, now: desk.at },
    async close() {
      client.destroy();
      await close();
    },
  };
}

/** The table's name is an output of the stack that keeps the data. */
async function tableOf(stack: string): Promise<string> {
  const { Stacks = [] } = await new CloudFormationClient().send(
    new DescribeStacksCommand({ StackName: `${stack}Data` }),
  );
  const name = Stacks[0]?.Outputs?.find(({ OutputKey }) => OutputKey === 'RecordsTable')?.OutputValue;
  if (!name) throw new TargetError(`the stack ${stack}Data says of no table: is ${stack} this service's stack?`);
  return name;
}

async function clientOfHome(url: string): Promise<SQSClient> {
  const response = await fetch(new URL('/health', url));
  const { region, endpoints } = health.parse(await response.json()).aws;
  // the home takes any
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return new SQSClient({ region, endpoint: endpoints.sqs, credentials, useQueueUrlAsEndpoint: false });
}
