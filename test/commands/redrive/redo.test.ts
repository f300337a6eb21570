import { ExecutionAlreadyExists } from '@aws-sdk/client-sfn';
import { expect, it } from 'vitest';
import { type DeadLetter, type Redoing, redo } from '../../../commands/redrive/redo.ts';
import type { Records } from '../../../functions/store/records.ts';

const NOW = new Date('2027-01-04T10:00:00Z');

/** Does a letter again; keeps what was sent to Step Functions. */
async function redone(given: Partial<DeadLetter>, answer: () => Promise<object> = async () => ({})) {
  const sent: unknown[] = [];
  const workflows = {
    send: async ({ input }: { input: unknown }) => {
      sent.push(input);
      return answer();
    },
  };
  const letter = { from: 'somebody', at: NOW, body: '{}', attributes: {}, ...given };
  // none of these letters comes to the table
  const redoing = { records: {} as Records, workflows, now: NOW } as unknown as Redoing;
  return { outcome: await redo(letter, redoing), sent };
}

const batch = JSON.stringify({ DDBStreamBatchInfo: { batchSize: 3 }, requestContext: { functionArn: 'SendMessage' } });
const minutesAgo = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);

it('takes off what the sweep has done since, and leaves what it may not have come to', async () => {
  expect(await redone({ body: batch, at: minutesAgo(75) })).toEqual({ outcome: 'swept', sent: [] });
  expect(await redone({ body: batch, at: minutesAgo(74) })).toEqual({ outcome: 'too-fresh', sent: [] });
  const attributes = { TARGET_ARN: 'arn:aws:lambda:eu-west-2:000000000000:function:Sweep' };
  expect(await redone({ attributes, at: minutesAgo(90) })).toEqual({ outcome: 'swept', sent: [] });
});

const moment = {
  attributes: { TARGET_ARN: 'arn:aws:scheduler:::aws-sdk:sfn:startExecution' },
  body: JSON.stringify({ StateMachineArn: 'round', Name: 'lle-2027-close-1', Input: '{"round":"lle-2027"}' }),
};

it("starts a round's moment under the name that makes it once", async () => {
  expect(await redone(moment)).toEqual({
    outcome: 'started',
    sent: [{ stateMachineArn: 'round', name: 'lle-2027-close-1', input: '{"round":"lle-2027"}' }],
  });
  const ran = () => Promise.reject(new ExecutionAlreadyExists({ message: 'ran', $metadata: {} }));
  expect((await redone(moment, ran)).outcome).toBe('ran-before');
});

it('fails where Step Functions fails, so that the letter stays', async () => {
  await expect(redone(moment, () => Promise.reject(new Error('throttled')))).rejects.toThrow('throttled');
});

it('records what became of a mail, or fails as its function does', async () => {
  const body = JSON.stringify({ source: 'aws.ses', 'detail-type': 'Email Opened' });
  await expect(redone({ body })).rejects.toThrow('detail-type');
});

it('leaves what it does not know to a person', async () => {
  expect((await redone({ body: '{"hello":1}' })).outcome).toBe('unknown');
});
