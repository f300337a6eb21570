import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { environment } from '../environment.ts';
import { lean } from '../lean-client.ts';
import type { RoundScheduling } from './round-schedules.ts';

/** As functions that plan rounds find it in their environment. */
export const roundScheduling = (): RoundScheduling => ({
  scheduler: lean(new SchedulerClient()),
  roundArn: environment('ROUND_WORKFLOW'),
  scheduleGroup: environment('ROUND_SCHEDULES'),
  scheduleRole: environment('ROUND_SCHEDULES_ROLE'),
  scheduleDeadLetters: environment('ROUND_SCHEDULES_DEAD_LETTERS'),
});
