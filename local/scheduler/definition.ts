import * as z from 'zod';
import { SchedulerRefusal } from './refusal.ts';
import { fillInput, parseTarget } from './target.ts';
import { parseTiming, type Timing } from './timing.ts';

export const nameSchema = z.string().regex(/^[\w.-]{1,64}$/, 'must be 1 to 64 letters, digits, "_", "." or "-"');

/** Seconds since 1970 in the API, ISO text in a template; kept in seconds. */
const date = z.union([z.number(), z.iso.datetime({ offset: true }).transform((text) => Date.parse(text) / 1000)]);

const target = z.object({
  Arn: z.string().max(1600),
  RoleArn: z.string().min(1).max(1600),
  Input: z.string().optional(),
  DeadLetterConfig: z.object({ Arn: z.string() }).optional(),
  RetryPolicy: z
    .object({
      MaximumEventAgeInSeconds: z.int().min(60).max(86_400).default(86_400),
      MaximumRetryAttempts: z.int().min(0).max(185).default(185),
    })
    .default({ MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 }),
});

/** https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html */
const definition = z.object({
  Name: nameSchema,
  GroupName: nameSchema.default('default'),
  Description: z.string().max(512).optional(),
  ScheduleExpression: z.string().min(1).max(256),
  ScheduleExpressionTimezone: z.string().min(1).max(50).default('UTC'),
  StartDate: date.optional(),
  EndDate: date.optional(),
  State: z.enum(['ENABLED', 'DISABLED']).default('ENABLED'),
  ActionAfterCompletion: z.enum(['NONE', 'DELETE']).default('NONE'),
  // kept and given back, but a window is not used: everything starts at its own instant
  FlexibleTimeWindow: z.object({
    Mode: z.enum(['OFF', 'FLEXIBLE']),
    MaximumWindowInMinutes: z.int().min(1).max(1440).optional(),
  }),
  KmsKeyArn: z.string().optional(),
  Target: target,
});

export type ScheduleDefinition = z.infer<typeof definition>;
export type ScheduleTarget = ScheduleDefinition['Target'];

/**
 * Checks a schedule as the API gets it or a template has it (intrinsics resolved).
 *
 * @throws SchedulerRefusal
 */
export function parseDefinition(body: unknown): ScheduleDefinition {
  const parsed = definition.safeParse(body);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new SchedulerRefusal('ValidationException', `${issue?.path.join('.') || 'The request'}: ${issue?.message}`);
  }
  timingOf(parsed.data);
  parseTarget(parsed.data.Target.Arn);
  checkInput(parsed.data.Target);
  const { StartDate, EndDate } = parsed.data;
  if (StartDate !== undefined && EndDate !== undefined && EndDate < StartDate) {
    throw new SchedulerRefusal('ValidationException', 'The EndDate is before the StartDate.');
  }
  return parsed.data;
}

export function timingOf({ ScheduleExpression, ScheduleExpressionTimezone }: ScheduleDefinition): Timing {
  return parseTiming(ScheduleExpression, ScheduleExpressionTimezone);
}

/** Better refused now than when it falls due. */
function checkInput(scheduled: ScheduleTarget): void {
  try {
    JSON.parse(fillInput(scheduled.Input, { scheduleArn: '', scheduledTime: 0, executionId: '', attempt: 1 }));
  } catch {
    throw new SchedulerRefusal('ValidationException', 'Target.Input is not JSON.');
  }
}

/**
 * When a schedule falls due first, seen from an instant at which it is made or changed. A one-time schedule for a
 * moment that has passed is due at once.
 */
export function firstDue(schedule: ScheduleDefinition, now: number, createdAt: number): number | undefined {
  if (schedule.State === 'DISABLED') return undefined;
  const timing = timingOf(schedule);
  if (timing.kind === 'once') return timing.at;
  const start = schedule.StartDate === undefined ? createdAt : schedule.StartDate * 1000;
  // a schedule may fall due at its very start, and a rate does
  const from = start > now || (start === now && schedule.ScheduleExpression.startsWith('rate')) ? start - 1 : now;
  return withinEnd(schedule, timing.after(from, start));
}

/** When it falls due next after an instant, once it has been due. */
export function nextDue(schedule: ScheduleDefinition, now: number, createdAt: number): number | undefined {
  const timing = timingOf(schedule);
  if (timing.kind === 'once') return undefined;
  const anchor = schedule.StartDate === undefined ? createdAt : schedule.StartDate * 1000;
  return withinEnd(schedule, timing.after(now, anchor));
}

function withinEnd({ EndDate }: ScheduleDefinition, due: number | undefined): number | undefined {
  return due !== undefined && EndDate !== undefined && due > EndDate * 1000 ? undefined : due;
}
