import { setTimeout as sleep } from 'node:timers/promises';
import {
  type HistoryEvent,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { RecordedCase } from './case.ts';
import { history } from './history.ts';
import { isObject, type Json, parsed } from './json.ts';

type Driver = NonNullable<RecordedCase['driver']>;

/** A trigger or call that this runner does not know. */
export class UnknownDriverError extends Error {
  override readonly name = 'UnknownDriverError';
}

/** Does what happened from outside while AWS ran the case, once its trigger has been seen in the history. */
export async function drive(
  driver: Driver,
  recorded: RecordedCase,
  sfn: SFNClient,
  executionArn: string,
  givenUp: AbortSignal,
): Promise<void> {
  const seen = trigger(driver.on);
  let events = await history(sfn, executionArn);
  while (!events.some(seen)) {
    await sleep(10, undefined, { signal: givenUp });
    events = await history(sfn, executionArn);
  }
  for (const { call, ...given } of driver.actions) {
    if (call === 'StopExecution') {
      await sfn.send(new StopExecutionCommand({ ...given, executionArn }));
      continue;
    }
    const token = { taskToken: taskToken(recorded.definition, await history(sfn, executionArn)) };
    const text = (field: string) => (typeof given[field] === 'string' ? given[field] : JSON.stringify(given[field]));
    if (call === 'SendTaskSuccess') await sfn.send(new SendTaskSuccessCommand({ ...token, output: text('output') }));
    else if (call === 'SendTaskFailure') await sfn.send(new SendTaskFailureCommand({ ...given, ...token }));
    else if (call === 'SendTaskHeartbeat') await sfn.send(new SendTaskHeartbeatCommand(token));
    else throw new UnknownDriverError(`no such driver action: ${call}`);
  }
}

/** `state <name> entered`, or a type of event such as `TaskSubmitted`. */
function trigger(on: string): (event: HistoryEvent) => boolean {
  const state = /^state (.+) entered$/.exec(on)?.[1];
  if (state !== undefined) return (event) => event.stateEnteredEventDetails?.name === state;
  if (/^[A-Z]\w+$/.test(on)) return (event) => event.type === on;
  throw new UnknownDriverError(`no such driver trigger: ${on}`);
}

/** The token of the task scheduled last: the parameter for which the definition asks for `Task.Token`. */
function taskToken(definition: Json, events: readonly HistoryEvent[]): string {
  const path = tokenPath(definition);
  const scheduled = events.findLast(({ type }) => type === 'TaskScheduled');
  let found = parsed(scheduled?.taskScheduledEventDetails?.parameters ?? '');
  for (const key of path ?? []) found = isObject(found) ? found[key] : undefined;
  if (typeof found !== 'string') throw new UnknownDriverError('no task token in the parameters of the last task');
  return found;
}

/** Where the token lies under the `Arguments` of the task that passes it on. */
function tokenPath(value: Json, path: readonly string[] = []): readonly string[] | undefined {
  if (typeof value === 'string' && value.includes('Task.Token')) return path.slice(path.lastIndexOf('Arguments') + 1);
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found = tokenPath(inner, [...path, key]);
    if (found) return found;
  }
  return undefined;
}
