import { Hono } from 'hono';
import { SchedulerRefusal } from './refusal.ts';
import type { Schedule, ScheduleGroup } from './schedules.ts';
import type { SchedulerService } from './service.ts';

const LONGEST_PAGE = 100;

/**
 * EventBridge Scheduler's API, for `@aws-sdk/client-scheduler`; tags are not kept.
 * https://docs.aws.amazon.com/scheduler/latest/APIReference/
 */
export function createSchedulerApi(service: SchedulerService): Hono {
  const api = new Hono();

  api.post('/schedules/:name', async (context) => {
    const { ClientToken, ...body } = await readJson(context.req.raw);
    return context.json({
      ScheduleArn: service.create({ ...body, Name: context.req.param('name') }, asToken(ClientToken)),
    });
  });

  api.put('/schedules/:name', async (context) => {
    const { ClientToken, ...body } = await readJson(context.req.raw);
    return context.json({
      ScheduleArn: service.update({ ...body, Name: context.req.param('name') }, asToken(ClientToken)),
    });
  });

  api.get('/schedules/:name', (context) => {
    const schedule = service.get(context.req.query('groupName') ?? 'default', context.req.param('name'));
    return context.json({
      ...schedule.definition,
      Arn: service.arn(schedule.group, schedule.name),
      ...dates(schedule),
    });
  });

  api.delete('/schedules/:name', (context) => {
    const { groupName = 'default', clientToken } = context.req.query();
    service.delete(groupName, context.req.param('name'), clientToken);
    return context.json({});
  });

  api.get('/schedules', (context) => {
    const { ScheduleGroup: group, NamePrefix = '', State, NextToken, MaxResults } = context.req.query();
    if (group !== undefined) service.getGroup(group);
    const matching = service
      .list()
      .filter((schedule) => group === undefined || schedule.group === group)
      .filter((schedule) => schedule.name.startsWith(NamePrefix))
      .filter((schedule) => State === undefined || schedule.definition.State === State);
    const { items, next } = pageOf(matching, (schedule) => `${schedule.group} ${schedule.name}`, NextToken, MaxResults);
    return context.json({ Schedules: items.map((schedule) => summary(service, schedule)), NextToken: next });
  });

  api.post('/schedule-groups/:name', async (context) => {
    const { ClientToken } = await readJson(context.req.raw);
    return context.json({ ScheduleGroupArn: service.createGroup(context.req.param('name'), asToken(ClientToken)) });
  });

  api.get('/schedule-groups/:name', (context) =>
    context.json(groupFacts(service, service.getGroup(context.req.param('name')))),
  );

  api.delete('/schedule-groups/:name', (context) => {
    service.deleteGroup(context.req.param('name'), context.req.query('clientToken'));
    return context.json({});
  });

  api.get('/schedule-groups', (context) => {
    const { NamePrefix = '', NextToken, MaxResults } = context.req.query();
    const matching = service.listGroups().filter(({ name }) => name.startsWith(NamePrefix));
    const { items, next } = pageOf(matching, ({ name }) => name, NextToken, MaxResults);
    return context.json({ ScheduleGroups: items.map((group) => groupFacts(service, group)), NextToken: next });
  });

  api.notFound((context) =>
    context.json({ Message: `The scheduler of this home has no ${context.req.method} ${context.req.path}` }, 404, {
      'x-amzn-errortype': 'UnknownOperationException',
    }),
  );

  api.onError((error, context) => {
    if (error instanceof SchedulerRefusal) {
      return context.json({ Message: error.message }, error.status, { 'x-amzn-errortype': error.name });
    }
    console.error(error);
    return context.json({ Message: error.message }, 500, { 'x-amzn-errortype': 'InternalServerException' });
  });

  return api;
}

function summary(service: SchedulerService, schedule: Schedule) {
  return {
    Arn: service.arn(schedule.group, schedule.name),
    GroupName: schedule.group,
    Name: schedule.name,
    State: schedule.definition.State,
    Target: { Arn: schedule.definition.Target.Arn },
    ...dates(schedule),
  };
}

function groupFacts(service: SchedulerService, group: ScheduleGroup) {
  return { Arn: service.groupArn(group.name), Name: group.name, State: 'ACTIVE', ...dates(group) };
}

/** Instants travel as seconds since 1970. */
function dates({ createdAt, modifiedAt }: { createdAt: number; modifiedAt: number }) {
  return { CreationDate: createdAt / 1000, LastModificationDate: modifiedAt / 1000 };
}

/** The page of a sorted list that begins after a token, which is the last key seen. */
function pageOf<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  token: string | undefined,
  most: string | undefined,
) {
  const after = token === undefined ? undefined : Buffer.from(token, 'base64url').toString();
  const start = after === undefined ? 0 : items.findIndex((item) => keyOf(item) > after);
  const size = Math.min(Number(most ?? LONGEST_PAGE), LONGEST_PAGE);
  if (!(size >= 1)) throw new SchedulerRefusal('ValidationException', 'MaxResults must be from 1 to 100');
  const page = start < 0 ? [] : items.slice(start, start + size);
  const last = page.at(-1);
  const more = last !== undefined && start + size < items.length;
  return { items: page, next: more ? Buffer.from(keyOf(last)).toString('base64url') : undefined };
}

function asToken(token: unknown): string | undefined {
  return typeof token === 'string' ? token : undefined;
}

async function readJson(request: Request): Promise<Record<string, unknown>> {
  const body: unknown = await request.json().catch(() => undefined);
  if (typeof body !== 'object' || body === null) {
    throw new SchedulerRefusal('ValidationException', 'The request is not a JSON object');
  }
  return body as Record<string, unknown>;
}
