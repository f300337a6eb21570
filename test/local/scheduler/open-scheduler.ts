import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CreateScheduleCommandInput, SchedulerClient } from '@aws-sdk/client-scheduler';
import { serve } from '@hono/node-server';
import { onTestFinished } from 'vitest';
import { Clock } from '../../../local/clock/clock.ts';
import { openDatabase } from '../../../local/data/database.ts';
import type { Invocation } from '../../../local/functions/invoke.ts';
import { createSchedulerApi } from '../../../local/scheduler/api.ts';
import { SchedulerService } from '../../../local/scheduler/service.ts';

export const FUNCTION = 'arn:aws:lambda:eu-west-2:000000000000:function:sweep';
export const MACHINE = 'arn:aws:states:eu-west-2:000000000000:stateMachine:round';
export const QUEUE = 'arn:aws:sqs:eu-west-2:000000000000:schedules-dead';
export const NOON = Date.parse('2026-03-02T12:00:00Z');

/** A folder for one test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rounds-scheduler-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** A scheduler behind its API with the ordinary client, targets that remember, and a clock that stands at noon. */
export function openScheduler({
  folder = temporaryFolder(),
  now = NOON,
  answer = (): Invocation | Promise<Invocation> => ({ ok: true, payload: 'null' }),
  callAws = async (): Promise<unknown> => ({}),
} = {}) {
  const database = openDatabase(join(folder, 'home.sqlite'));
  const clock = new Clock({ mode: 'manual', now });
  const invoked: { at: string; target: string; input: unknown }[] = [];
  const errors: unknown[] = [];
  const note = (target: string, input: unknown) =>
    invoked.push({ at: new Date(clock.now()).toISOString(), target, input });
  const service = new SchedulerService({
    database,
    clock,
    region: 'eu-west-2',
    account: '000000000000',
    invoke: async (name, payload) => {
      note(name, JSON.parse(payload));
      return answer();
    },
    callAws: async (name, action, parameters) => {
      note(`${name}:${action}`, parameters);
      return callAws();
    },
    onError: (error) => errors.push(error),
  });
  const server = serve({ fetch: createSchedulerApi(service).fetch, port: 0, hostname: '127.0.0.1' });
  const client = new SchedulerClient({
    endpoint: async () => {
      if (!server.listening) await new Promise((resolve) => server.once('listening', resolve));
      const { port } = server.address() as AddressInfo;
      return { protocol: 'http:', hostname: '127.0.0.1', port, path: '/' };
    },
    region: 'eu-west-2',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  let closed = false;
  const close = async (): Promise<void> => {
    if (closed) return;
    closed = true;
    client.destroy();
    server.close();
    await service.close();
    database.close();
  };
  onTestFinished(close);
  return { service, client, clock, database, invoked, errors, close };
}

/** A schedule that runs a function at one o'clock. */
export function schedule(changes: Partial<CreateScheduleCommandInput> = {}): CreateScheduleCommandInput {
  return {
    Name: 'close',
    ScheduleExpression: 'at(2026-03-02T13:00:00)',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: { Arn: FUNCTION, RoleArn: 'arn:aws:iam::000000000000:role/schedules', Input: '{"round":"r1"}' },
    ...changes,
  };
}

/** The usual target with other parts. */
export function target(changes: Partial<CreateScheduleCommandInput['Target'] & object>) {
  return { Arn: FUNCTION, RoleArn: 'arn:aws:iam::000000000000:role/schedules', ...changes };
}
