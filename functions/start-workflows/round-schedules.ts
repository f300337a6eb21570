import {
  ConflictException,
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  ListSchedulesCommand,
  ResourceNotFoundException,
  type SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { readLondon, wallClock } from '../../domain/london-time.ts';
import type { RoundEvent } from '../../domain/round-moments.ts';

/** Where the schedules of rounds are made. */
export interface RoundScheduling {
  readonly scheduler: Pick<SchedulerClient, 'send'>;
  /** ARN of the workflow that does what a moment brings. */
  readonly roundArn: string;
  readonly scheduleGroup: string;
  /** ARN of the role that schedules start it with. */
  readonly scheduleRole: string;
  /** ARN of the queue for what could not be started. */
  readonly scheduleDeadLetters: string;
}

/** One moment of a round, as its workflow is started for it: the same name with the same input starts nothing twice. */
export interface RoundExecution {
  readonly name: string;
  readonly input: string;
}

/** @param plan of the round's dates: a moment that was moved is another execution */
export const executionOf = (round: string, plan: number, { id: moment }: RoundEvent): RoundExecution => ({
  name: `${round}-${moment}-${plan}`,
  input: JSON.stringify({ round, moment }),
});

/** Rounds' ids have no dot, so no round's prefix begins with another one's. */
const prefixOf = (round: string) => `${round}.`;

const nameOf = (round: string, { id }: RoundEvent) => `${prefixOf(round)}${id}`;

/** The moments to come of a round that no schedule will start. */
export async function withoutSchedule(
  scheduling: RoundScheduling,
  round: string,
  ahead: readonly RoundEvent[],
): Promise<RoundEvent[]> {
  const there = await schedulesOf(scheduling, round);
  return ahead.filter((event) => !there.includes(nameOf(round, event)));
}

/** Makes the schedules of a round be those of its moments to come: new ones are made, moved ones moved, others deleted. */
export async function keepSchedules(
  scheduling: RoundScheduling,
  round: string,
  plan: number,
  ahead: readonly RoundEvent[],
): Promise<void> {
  const { scheduler, scheduleGroup: GroupName } = scheduling;
  const there = new Set(await schedulesOf(scheduling, round));
  for (const event of ahead) {
    const schedule = scheduleOf(scheduling, round, plan, event);
    await put(scheduler, schedule, there.delete(schedule.Name ?? ''));
  }
  for (const Name of there) {
    try {
      await scheduler.send(new DeleteScheduleCommand({ GroupName, Name }));
    } catch (error) {
      // it has run meanwhile
      if (!(error instanceof ResourceNotFoundException)) throw error;
    }
  }
}

/** The names of all schedules of a round. */
async function schedulesOf({ scheduler, scheduleGroup: GroupName }: RoundScheduling, round: string): Promise<string[]> {
  const names: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await scheduler.send(
      new ListSchedulesCommand({ GroupName, NamePrefix: prefixOf(round), ...(NextToken && { NextToken }) }),
    );
    names.push(...(page.Schedules ?? []).flatMap(({ Name }) => Name ?? []));
    NextToken = page.NextToken;
  } while (NextToken);
  return names;
}

type Scheduler = RoundScheduling['scheduler'];

async function put(scheduler: Scheduler, schedule: CreateScheduleCommandInput, isThere: boolean): Promise<void> {
  try {
    await scheduler.send(isThere ? new UpdateScheduleCommand(schedule) : new CreateScheduleCommand(schedule));
  } catch (error) {
    // somebody else plans at the same time
    if (error instanceof ConflictException && !isThere) return put(scheduler, schedule, true);
    if (error instanceof ResourceNotFoundException && isThere) return put(scheduler, schedule, false);
    throw error;
  }
}

function scheduleOf(
  { roundArn, scheduleGroup, scheduleRole, scheduleDeadLetters }: RoundScheduling,
  round: string,
  plan: number,
  event: RoundEvent,
): CreateScheduleCommandInput {
  const { name, input } = executionOf(round, plan, event);
  return {
    Name: nameOf(round, event),
    GroupName: scheduleGroup,
    ...at(event.at),
    FlexibleTimeWindow: { Mode: 'OFF' },
    ActionAfterCompletion: 'DELETE',
    Target: {
      // a target of its own kind names executions anew each time: this one gives the name
      Arn: 'arn:aws:scheduler:::aws-sdk:sfn:startExecution',
      RoleArn: scheduleRole,
      Input: JSON.stringify({ StateMachineArn: roundArn, Name: name, Input: input }),
      DeadLetterConfig: { Arn: scheduleDeadLetters },
      RetryPolicy: { MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 86_400 },
    },
  };
}

/** By London's clocks, as its manager thinks of it. In the hour that they show twice, that would say too little. */
function at(instant: Date): { ScheduleExpression: string; ScheduleExpressionTimezone: string } {
  const text = wallClock(instant);
  const isPlain = readLondon(text).word === 'instant' && instant.getTime() % 60_000 === 0;
  return isPlain
    ? { ScheduleExpression: `at(${text}:00)`, ScheduleExpressionTimezone: 'Europe/London' }
    : { ScheduleExpression: `at(${instant.toISOString().slice(0, 19)})`, ScheduleExpressionTimezone: 'UTC' };
}
