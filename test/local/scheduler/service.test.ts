import { CreateScheduleCommand, DeleteScheduleCommand, UpdateScheduleCommand } from '@aws-sdk/client-scheduler';
import { expect, test } from 'vitest';
import { FunctionNotFoundError, type Invocation } from '../../../local/functions/invoke.ts';
import { FUNCTION, MACHINE, NOON, openScheduler, QUEUE, schedule, target, temporaryFolder } from './open-scheduler.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const fail = (): Invocation => ({ ok: false, error: { errorType: 'RoundMissing', errorMessage: 'no round' } });

test('a one-time schedule runs its function once, at its instant', async () => {
  const { client, clock, invoked, service } = openScheduler();
  await client.send(new CreateScheduleCommand(schedule()));
  await clock.moveTo(NOON + HOUR - 1);
  expect(invoked).toEqual([]);
  await clock.moveTo(NOON + 5 * HOUR);
  expect(invoked).toEqual([{ at: '2026-03-02T13:00:00.000Z', target: FUNCTION, input: { round: 'r1' } }]);
  expect(service.get('default', 'close').due).toBeUndefined();
});

test('a schedule with ActionAfterCompletion DELETE is gone when it has run', async () => {
  const { client, clock, service } = openScheduler();
  await client.send(new CreateScheduleCommand(schedule({ ActionAfterCompletion: 'DELETE' })));
  expect(service.list()).toHaveLength(1);
  await clock.moveTo(NOON + HOUR);
  expect(service.list()).toEqual([]);
});

test('a rate runs at once and then at its pace, between its start and its end', async () => {
  const { client, clock, invoked } = openScheduler();
  await client.send(new CreateScheduleCommand(schedule({ ScheduleExpression: 'rate(1 hour)' })));
  await client.send(
    new CreateScheduleCommand(
      schedule({
        Name: 'framed',
        ScheduleExpression: 'rate(30 minutes)',
        StartDate: new Date(NOON + 10 * MINUTE),
        EndDate: new Date(NOON + 40 * MINUTE),
        Target: target({ Input: '"framed"' }),
      }),
    ),
  );
  await clock.moveTo(NOON + 2 * HOUR);
  expect(invoked.map(({ at, input }) => `${at.slice(11, 16)} ${input === 'framed' ? 'framed' : 'hourly'}`)).toEqual([
    '12:00 hourly',
    '12:10 framed',
    '12:40 framed',
    '13:00 hourly',
    '14:00 hourly',
  ]);
});

test('a state machine is started under one name, an action of a service is called with the input', async () => {
  const { client, clock, invoked } = openScheduler();
  const Input = '{"at":"<aws.scheduler.scheduled-time>"}';
  await client.send(new CreateScheduleCommand(schedule({ Name: 'a', Target: target({ Arn: MACHINE, Input }) })));
  await client.send(
    new CreateScheduleCommand(
      schedule({
        Name: 'b',
        Target: target({
          Arn: 'arn:aws:scheduler:::aws-sdk:sfn:startExecution',
          Input: '{"StateMachineArn":"m","Name":"r1-close-1","Input":"{}"}',
        }),
      }),
    ),
  );
  await clock.moveTo(NOON + HOUR);
  expect(invoked).toContainEqual({
    at: '2026-03-02T13:00:00.000Z',
    target: 'sfn:startExecution',
    input: { stateMachineArn: MACHINE, name: expect.any(String), input: '{"at":"2026-03-02T13:00:00Z"}' },
  });
  expect(invoked).toContainEqual({
    at: '2026-03-02T13:00:00.000Z',
    target: 'sfn:startExecution',
    input: { StateMachineArn: 'm', Name: 'r1-close-1', Input: '{}' },
  });
});

test('the context attributes tell the target which attempt it is', async () => {
  const answers = [fail(), { ok: true, payload: 'null' } as const];
  const { client, clock, invoked } = openScheduler({ answer: () => answers.shift() ?? fail() });
  const Input =
    '{"arn":"<aws.scheduler.schedule-arn>","id":"<aws.scheduler.execution-id>","n":<aws.scheduler.attempt-number>}';
  await client.send(new CreateScheduleCommand(schedule({ Target: target({ Input }) })));
  await clock.moveTo(NOON + 2 * HOUR);
  expect(invoked.map(({ input }) => input)).toMatchObject([
    { arn: 'arn:aws:scheduler:eu-west-2:000000000000:schedule/default/close', n: 1 },
    { n: 2 },
  ]);
  expect(new Set(invoked.map(({ input }) => (input as { id: string }).id)).size).toBe(2);
});

test('a function that fails is tried twice again, then lies on the dead-letter list', async () => {
  const { client, clock, invoked, service, errors } = openScheduler({ answer: fail });
  const Target = target({ Input: '{"round":"r1"}', DeadLetterConfig: { Arn: QUEUE } });
  await client.send(new CreateScheduleCommand(schedule({ Target, ActionAfterCompletion: 'DELETE' })));
  await clock.moveTo(NOON + 3 * HOUR);
  expect(invoked.map(({ at }) => at.slice(11, 19))).toEqual(['13:00:00', '13:00:30', '13:01:30']);
  expect(service.deadLetters()).toEqual([
    {
      number: 1,
      at: NOON + HOUR + 90_000,
      queue: QUEUE,
      body: '{"round":"r1"}',
      attributes: {
        ERROR_CODE: 'RoundMissing',
        ERROR_MESSAGE: 'no round',
        EXECUTION_ID: expect.any(String),
        EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts',
        IS_PAYLOAD_TRUNCATED: 'false',
        RETRY_ATTEMPTS: '2',
        SCHEDULED_TIME: '2026-03-02T13:00:00Z',
        SCHEDULE_ARN: 'arn:aws:scheduler:eu-west-2:000000000000:schedule/default/close',
        TARGET_ARN: FUNCTION,
      },
    },
  ]);
  expect(errors).toHaveLength(1);
  expect(service.list()).toEqual([]);
});

test("a service that is down is tried again until the event's greatest age", async () => {
  const { client, clock, invoked, service } = openScheduler({
    callAws: () => Promise.reject(Object.assign(new Error('down'), { name: 'ServiceUnavailable' })),
  });
  const Target = target({ Arn: MACHINE, RetryPolicy: { MaximumEventAgeInSeconds: 600 } });
  await client.send(new CreateScheduleCommand(schedule({ Target })));
  await clock.moveTo(NOON + 3 * HOUR);
  expect(invoked.map(({ at }) => at.slice(11, 19))).toEqual([
    '13:00:00',
    '13:00:30',
    '13:01:30',
    '13:03:30',
    '13:07:30',
  ]);
  expect(service.deadLetters()).toMatchObject([
    {
      queue: null,
      attributes: { ERROR_CODE: 'ServiceUnavailable', EXHAUSTED_RETRY_CONDITION: 'MaximumEventAgeInSeconds' },
    },
  ]);
});

test('a request that is wrong in itself, or a function that is not there, is not tried again', async () => {
  const wrong = Object.assign(new Error('no'), { name: 'InvalidName', $metadata: { httpStatusCode: 400 } });
  const { client, clock, invoked, service } = openScheduler({
    callAws: () => Promise.reject(wrong),
    answer: () => Promise.reject(new FunctionNotFoundError('sweep')),
  });
  await client.send(new CreateScheduleCommand(schedule({ Name: 'a', Target: target({ Arn: MACHINE }) })));
  await client.send(new CreateScheduleCommand(schedule({ Name: 'b' })));
  await clock.moveTo(NOON + 3 * HOUR);
  expect(invoked).toHaveLength(2);
  const letters = service.deadLetters();
  expect(letters.map(({ attributes }) => attributes.ERROR_CODE).sort()).toEqual([
    'InvalidName',
    'ResourceNotFoundException',
  ]);
  expect(letters[0]?.attributes).not.toHaveProperty('EXHAUSTED_RETRY_CONDITION');
});

test('a disabled or deleted schedule does not run, not even what was still to be tried', async () => {
  const { client, clock, invoked } = openScheduler({ answer: fail });
  await client.send(new CreateScheduleCommand(schedule({ Name: 'off', State: 'DISABLED' })));
  await client.send(new CreateScheduleCommand(schedule()));
  await clock.moveTo(NOON + HOUR);
  await client.send(new DeleteScheduleCommand({ Name: 'close' }));
  await clock.moveTo(NOON + 5 * HOUR);
  expect(invoked).toHaveLength(1);
});

test('an update that leaves the times alone does not run a completed schedule again', async () => {
  const { client, clock, invoked } = openScheduler();
  await client.send(new CreateScheduleCommand(schedule()));
  await clock.moveTo(NOON + 2 * HOUR);
  await client.send(new UpdateScheduleCommand(schedule({ Description: 'New words' })));
  await clock.moveTo(NOON + 3 * HOUR);
  expect(invoked).toHaveLength(1);
  await client.send(new UpdateScheduleCommand(schedule({ ScheduleExpression: 'at(2026-03-02T16:00:00)' })));
  await clock.moveTo(NOON + 5 * HOUR);
  expect(invoked).toHaveLength(2);
});

test('after a restart, what fell due meanwhile runs once and the rest goes on', async () => {
  const folder = temporaryFolder();
  const before = openScheduler({ folder });
  await before.client.send(new CreateScheduleCommand(schedule()));
  await before.client.send(
    new CreateScheduleCommand(
      schedule({ Name: 'sweep', ScheduleExpression: 'cron(0/15 * * * ? *)', Target: target({ Input: '"sweep"' }) }),
    ),
  );
  await before.close();

  const after = openScheduler({ folder, now: NOON + 10 * HOUR + 7 * MINUTE });
  after.service.resume();
  await after.clock.moveTo(NOON + 10 * HOUR + 30 * MINUTE);
  expect(after.invoked.map(({ at, input }) => `${at.slice(11, 16)} ${JSON.stringify(input)}`)).toEqual([
    '22:07 "sweep"',
    '22:07 {"round":"r1"}',
    '22:15 "sweep"',
    '22:30 "sweep"',
  ]);
});

test('a target that was running when the home was killed is run again', async () => {
  const folder = temporaryFolder();
  const killed = openScheduler({ folder, answer: () => new Promise<Invocation>(() => {}) });
  await killed.client.send(new CreateScheduleCommand(schedule()));
  // the function never answers, so this move never ends: as with a killed home, only the file is left
  void killed.clock.moveTo(NOON + HOUR);
  await expect.poll(() => killed.invoked.length).toBe(1);

  const after = openScheduler({ folder, now: NOON + HOUR + 1 });
  after.service.resume();
  await after.clock.activity.settled();
  expect(after.invoked).toEqual([{ at: '2026-03-02T13:00:00.001Z', target: FUNCTION, input: { round: 'r1' } }]);
  killed.close().catch(() => {});
});

test("the template's schedules are made so at each start, without running them anew", async () => {
  const folder = temporaryFolder();
  const declared = (...schedules: unknown[]) => ({ groups: [{ Name: 'rounds' }], schedules });
  const sweep = schedule({ Name: 'sweep', GroupName: 'rounds', ScheduleExpression: 'rate(15 minutes)' });
  const daily = {
    ...schedule({ Name: 'daily', ScheduleExpression: 'cron(0 9 * * ? *)' }),
    StartDate: '2026-03-01T00:00:00Z',
  };
  const before = openScheduler({ folder });
  before.service.declare(declared(sweep, daily));
  before.service.resume();
  await before.client.send(new CreateScheduleCommand(schedule({ Name: 'by-hand' })));
  await before.clock.moveTo(NOON + MINUTE);
  expect(before.invoked).toHaveLength(1);
  await before.close();

  const after = openScheduler({ folder, now: NOON + 2 * MINUTE });
  after.service.declare(declared(sweep));
  after.service.resume();
  await after.clock.activity.settled();
  expect(after.invoked).toEqual([]);
  expect(after.service.list().map(({ name }) => name)).toEqual(['by-hand', 'sweep']);
});
