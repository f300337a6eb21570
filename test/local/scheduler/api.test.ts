import {
  CreateScheduleCommand,
  CreateScheduleGroupCommand,
  DeleteScheduleCommand,
  DeleteScheduleGroupCommand,
  GetScheduleCommand,
  GetScheduleGroupCommand,
  ListScheduleGroupsCommand,
  ListSchedulesCommand,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { expect, test } from 'vitest';
import { FUNCTION, NOON, openScheduler, schedule, target } from './open-scheduler.ts';

const named = (name: string) => expect.objectContaining({ name });

test('a schedule is given back as it was made, with the defaults', async () => {
  const { client } = openScheduler();
  const EndDate = new Date('2026-12-31T00:00:00Z');
  const { ScheduleArn } = await client.send(new CreateScheduleCommand(schedule({ EndDate, Description: 'Closes' })));
  expect(ScheduleArn).toBe('arn:aws:scheduler:eu-west-2:000000000000:schedule/default/close');
  expect(await client.send(new GetScheduleCommand({ Name: 'close' }))).toMatchObject({
    Arn: ScheduleArn,
    GroupName: 'default',
    Name: 'close',
    Description: 'Closes',
    State: 'ENABLED',
    ScheduleExpression: 'at(2026-03-02T13:00:00)',
    ScheduleExpressionTimezone: 'UTC',
    ActionAfterCompletion: 'NONE',
    FlexibleTimeWindow: { Mode: 'OFF' },
    EndDate,
    CreationDate: new Date(NOON),
    LastModificationDate: new Date(NOON),
    Target: { Arn: FUNCTION, RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 } },
  });
});

test('a name is taken once, unless the same request comes again with its token', async () => {
  const { client } = openScheduler();
  await client.send(new CreateScheduleCommand(schedule({ ClientToken: 't1' })));
  await expect(client.send(new CreateScheduleCommand(schedule({ ClientToken: 't1' })))).resolves.toBeDefined();
  await expect(client.send(new CreateScheduleCommand(schedule()))).rejects.toThrow(named('ConflictException'));
  await expect(client.send(new CreateScheduleCommand(schedule({ Name: 'b', ClientToken: 't1' })))).rejects.toThrow(
    named('ConflictException'),
  );
});

test('a repeated deletion with its token succeeds, another finds nothing', async () => {
  const { client } = openScheduler();
  await client.send(new CreateScheduleCommand(schedule()));
  await client.send(new DeleteScheduleCommand({ Name: 'close', ClientToken: 't1' }));
  await expect(client.send(new DeleteScheduleCommand({ Name: 'close', ClientToken: 't1' }))).resolves.toBeDefined();
  await expect(client.send(new DeleteScheduleCommand({ Name: 'close' }))).rejects.toThrow(
    named('ResourceNotFoundException'),
  );
});

test('an update replaces the schedule wholly', async () => {
  const { client } = openScheduler();
  await client.send(new CreateScheduleCommand(schedule({ Description: 'Old', State: 'DISABLED' })));
  await client.send(new UpdateScheduleCommand(schedule({ ScheduleExpression: 'rate(1 hour)' })));
  const updated = await client.send(new GetScheduleCommand({ Name: 'close' }));
  expect(updated).toMatchObject({ ScheduleExpression: 'rate(1 hour)', State: 'ENABLED' });
  expect(updated.Description).toBeUndefined();
  await expect(client.send(new UpdateScheduleCommand(schedule({ Name: 'none' })))).rejects.toThrow(
    named('ResourceNotFoundException'),
  );
});

test('schedules are listed by group, prefix and state, page by page', async () => {
  const { client } = openScheduler();
  for (const Name of ['rounds', 'rounds-2']) await client.send(new CreateScheduleGroupCommand({ Name }));
  for (const GroupName of ['rounds', 'rounds-2', 'default']) {
    for (const Name of ['r1-open', 'r1-close', 'r2-open']) {
      const State = Name === 'r2-open' ? 'DISABLED' : 'ENABLED';
      await client.send(new CreateScheduleCommand(schedule({ Name, GroupName, State })));
    }
  }
  const names: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new ListSchedulesCommand({ MaxResults: 2, NextToken }));
    names.push(...(page.Schedules ?? []).map(({ GroupName, Name }) => `${GroupName}/${Name}`));
    NextToken = page.NextToken;
  } while (NextToken);
  expect(names).toEqual(
    ['default', 'rounds', 'rounds-2'].flatMap((group) =>
      ['r1-close', 'r1-open', 'r2-open'].map((name) => `${group}/${name}`),
    ),
  );
  const { Schedules } = await client.send(
    new ListSchedulesCommand({ GroupName: 'rounds', NamePrefix: 'r1', State: 'ENABLED' }),
  );
  expect(Schedules).toMatchObject([
    { Name: 'r1-close', Target: { Arn: FUNCTION } },
    { Name: 'r1-open', CreationDate: new Date(NOON) },
  ]);
});

test('a group goes with its schedules, the default group stays', async () => {
  const { client } = openScheduler();
  const { ScheduleGroupArn } = await client.send(new CreateScheduleGroupCommand({ Name: 'rounds' }));
  await client.send(new CreateScheduleCommand(schedule({ GroupName: 'rounds' })));
  expect(await client.send(new GetScheduleGroupCommand({ Name: 'rounds' }))).toMatchObject({
    Arn: ScheduleGroupArn,
    State: 'ACTIVE',
  });
  await expect(client.send(new CreateScheduleGroupCommand({ Name: 'rounds' }))).rejects.toThrow(
    named('ConflictException'),
  );
  await client.send(new DeleteScheduleGroupCommand({ Name: 'rounds' }));
  await expect(client.send(new GetScheduleCommand({ Name: 'close', GroupName: 'rounds' }))).rejects.toThrow(
    named('ResourceNotFoundException'),
  );
  await expect(client.send(new CreateScheduleCommand(schedule({ GroupName: 'rounds' })))).rejects.toThrow(
    named('ResourceNotFoundException'),
  );
  await expect(client.send(new DeleteScheduleGroupCommand({ Name: 'default' }))).rejects.toThrow(
    named('ValidationException'),
  );
  expect((await client.send(new ListScheduleGroupsCommand({}))).ScheduleGroups?.map(({ Name }) => Name)).toEqual([
    'default',
  ]);
});

test.each([
  ['an expression', { ScheduleExpression: 'cron(every day)' }],
  ['a time zone', { ScheduleExpressionTimezone: 'Europe/Camelot' }],
  ['a name', { Name: 'a b' }],
  ['a target of a kind that does not run here', { Target: target({ Arn: 'arn:aws:sqs:eu-west-2:000000000000:q' }) }],
  ['an input', { Target: target({ Input: '{' }) }],
  ['a retry policy', { Target: target({ RetryPolicy: { MaximumRetryAttempts: 186 } }) }],
  ['an end', { StartDate: new Date(NOON), EndDate: new Date(NOON - 1000) }],
])('%s that means nothing is refused', async (_, changes) => {
  const { client } = openScheduler();
  await expect(client.send(new CreateScheduleCommand(schedule(changes)))).rejects.toThrow(named('ValidationException'));
});
