import { CreateScheduleCommand } from '@aws-sdk/client-scheduler';
import { expect, it } from 'vitest';
import { type Redoing, redo } from '../../../commands/redrive/redo.ts';
import type { Records } from '../../../functions/store/records.ts';
import { lettersOf } from '../../../local/queues/letters-of.ts';
import { MACHINE, NOON, openScheduler, QUEUE, schedule, target } from '../../local/scheduler/open-scheduler.ts';

it('starts what a schedule could not start, exactly as it would have', async () => {
  const down = Object.assign(new Error('down'), { name: 'ServiceUnavailable' });
  const { client, clock, service } = openScheduler({ callAws: () => Promise.reject(down) });
  const start = { StateMachineArn: MACHINE, Name: 'lle-2027-close-1', Input: '{"round":"lle-2027"}' };
  const Target = target({
    Arn: 'arn:aws:scheduler:::aws-sdk:sfn:startExecution',
    Input: JSON.stringify(start),
    RetryPolicy: { MaximumRetryAttempts: 0 },
    DeadLetterConfig: { Arn: QUEUE },
  });
  await client.send(new CreateScheduleCommand(schedule({ Target })));
  await clock.moveTo(NOON + 2 * 3_600_000);

  const letters = lettersOf({ deadLetters: () => [], removeDeadLetter: () => undefined }, service);
  const [letter] = letters.list();
  if (!letter) throw new Error('there is no letter');
  expect(letter.queue).toBe(QUEUE);

  const started: unknown[] = [];
  const workflows = { send: async ({ input }: { input: unknown }) => void started.push(input) };
  const redoing = { records: {} as Records, workflows, now: new Date(clock.now()) } as unknown as Redoing;
  expect(await redo({ ...letter, at: new Date(letter.at) }, redoing)).toBe('started');
  expect(started).toEqual([{ stateMachineArn: MACHINE, name: start.Name, input: start.Input }]);
});
