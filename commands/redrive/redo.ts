import { ExecutionAlreadyExists, type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import { createRecordDelivery } from '../../functions/record-delivery/record-delivery.ts';
import type { Records } from '../../functions/store/records.ts';

/** What lies in a dead-letter queue. */
export interface DeadLetter {
  /** Who gave it up: a listener of the stream, mail's events, a schedule. */
  readonly from: string;
  readonly at: Date;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface Redoing {
  readonly records: Records;
  readonly workflows: Pick<SFNClient, 'send'>;
  readonly now: Date;
}

/**
 * What became of a letter. `swept`: the sweep has done its work since. `too-fresh`: the sweep may still be about to.
 * `unknown`: nothing of this service writes such a letter, a person must look.
 */
export type Outcome = 'recorded' | 'started' | 'ran-before' | 'swept' | 'too-fresh' | 'unknown';

/** The letters that stay where they are. */
export const STAYING: readonly Outcome[] = ['too-fresh', 'unknown'];

const MINUTE = 60_000;
/** The sweep runs every 15 minutes, and reads all rounds in the first of an hour: after five it has looked at every row. */
const SWEPT_AFTER_MS = 75 * MINUTE;

/** https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html: where the rows stand in the stream, not the rows. */
const streamBatch = z.object({ DDBStreamBatchInfo: z.object({ batchSize: z.int() }) });
const mailEvent = z.object({ source: z.literal('aws.ses') });
const startOfExecution = z.object({ StateMachineArn: z.string(), Name: z.string(), Input: z.string() });

/**
 * Does again what could not be delivered. SQS cannot move these letters back (StartMessageMoveTask): their sources are no
 * queues. So each kind is done where its work belongs: what became of a mail is recorded as its function would, a moment of
 * a round starts its workflow, and what the sweep does in any case is only taken off the queue.
 *
 * @throws whatever keeps it from being done now; the letter stays
 */
export async function redo(letter: DeadLetter, { records, workflows, now }: Redoing): Promise<Outcome> {
  const body: unknown = JSON.parse(letter.body);
  const target = letter.attributes.TARGET_ARN ?? '';
  if (mailEvent.safeParse(body).success) {
    await createRecordDelivery({ records })(body);
    return 'recorded';
  }
  if (streamBatch.safeParse(body).success || target.includes(':lambda:')) {
    return now.getTime() - letter.at.getTime() >= SWEPT_AFTER_MS ? 'swept' : 'too-fresh';
  }
  if (!target.endsWith(':sfn:startExecution')) return 'unknown';
  const { StateMachineArn: stateMachineArn, Name: name, Input: input } = startOfExecution.parse(body);
  try {
    await workflows.send(new StartExecutionCommand({ stateMachineArn, name, input }));
    return 'started';
  } catch (error) {
    if (!(error instanceof ExecutionAlreadyExists)) throw error;
    return 'ran-before';
  }
}
