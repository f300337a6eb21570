import { CreateScheduleCommand, DeleteScheduleCommand, ListSchedulesCommand } from '@aws-sdk/client-scheduler';
import type { RoundScheduling } from '../../functions/start-workflows/round-schedules.ts';

/** A scheduler that keeps schedules and fires none: when they fall due is told, and no more. */
export function aScheduler(roundArn = 'round') {
  const schedules = new Map<string, Record<string, unknown>>();
  const send = async (command: { input: Record<string, unknown> }) => {
    const { Name = '', NamePrefix = '' } = command.input as { Name?: string; NamePrefix?: string };
    if (command instanceof ListSchedulesCommand) {
      return {
        Schedules: [...schedules.keys()].filter((name) => name.startsWith(NamePrefix)).map((Name) => ({ Name })),
      };
    }
    if (command instanceof CreateScheduleCommand && schedules.has(Name)) throw new Error(`${Name} is there already`);
    if (command instanceof DeleteScheduleCommand) schedules.delete(Name);
    else schedules.set(Name, command.input);
    return {};
  };
  const scheduling: RoundScheduling = {
    scheduler: { send } as unknown as RoundScheduling['scheduler'],
    roundArn,
    scheduleGroup: 'rounds',
    scheduleRole: 'arn:aws:iam::000000000000:role/rounds',
    scheduleDeadLetters: 'arn:aws:sqs:eu-west-2:000000000000:dead-letters',
  };
  return { schedules, scheduling };
}
