import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { HistoryEvent } from '@aws-sdk/client-sfn';
import type { CallAws } from '../../../local/aws/call.ts';
import { Clock } from '../../../local/clock/clock.ts';
import { openDatabase } from '../../../local/data/database.ts';
import { FunctionNotFoundError, type InvokeFunction } from '../../../local/functions/invoke.ts';
import type { Json, JsonObject } from '../../../local/states/json.ts';
import { StatesService } from '../../../local/states/service.ts';

export const PLACE = { region: 'eu-west-2', account: '000000000000' };
export const ROLE = 'arn:aws:iam::000000000000:role/workflows';

/** A function as tests write them: what it throws becomes Lambda's error of that name. */
export type TestFunction = (input: Json) => unknown;

/** How an execution stands, with its texts read as JSON. */
export interface Ended {
  readonly arn: string;
  readonly status: string | undefined;
  readonly output: Json | undefined;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  readonly events: readonly HistoryEvent[];
  /** The types of the events, in their order. */
  readonly types: readonly string[];
}

/** A Step Functions service on a file of its own, with a clock that the test moves. */
export class StatesHome {
  readonly clock: Clock;
  /** What the functions were called with, oldest first. */
  readonly calls: { name: string; input: Json }[] = [];
  readonly errors: unknown[] = [];
  readonly #file = join(mkdtempSync(join(tmpdir(), 'states-')), 'home.sqlite');
  readonly #functions: Readonly<Record<string, TestFunction>>;
  readonly #callAws: CallAws;
  database: DatabaseSync;
  service: StatesService;

  constructor(functions: Readonly<Record<string, TestFunction>> = {}, callAws: CallAws = async () => ({})) {
    this.clock = new Clock({ mode: 'manual', now: Date.parse('2027-01-04T09:00:00Z') });
    this.#functions = functions;
    this.#callAws = callAws;
    this.database = openDatabase(this.#file);
    this.service = this.#open();
  }

  #open(): StatesService {
    const { clock } = this;
    const onError = (error: unknown) => this.errors.push(error);
    const options = { ...PLACE, database: this.database, clock, invoke: this.#invoke, callAws: this.#callAws, onError };
    return new StatesService(options);
  }

  readonly #invoke: InvokeFunction = async (name, payload) => {
    const short = name.split(':').at(-1) ?? '';
    const run = this.#functions[short];
    if (run === undefined) throw new FunctionNotFoundError(name);
    const input = JSON.parse(payload) as Json;
    this.calls.push({ name: short, input });
    try {
      return { ok: true, payload: JSON.stringify((await run(input)) ?? null) };
    } catch (error) {
      const { name: errorType, message: errorMessage } = error as Error;
      return { ok: false, error: { errorType, errorMessage } };
    }
  };

  /** A new service opens the file after the old one was closed. */
  restart(): void {
    this.service.close();
    this.database.close();
    this.database = openDatabase(this.#file);
    this.service = this.#open();
    this.service.resume();
  }

  close(): void {
    this.service.close();
    this.clock.stop();
    this.database.close();
  }

  async machine(states: JsonObject, more: JsonObject = {}): Promise<string> {
    const definition = { QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0] ?? '', States: states, ...more };
    const name = `machine-${randomUUID()}`;
    const created = await this.service.createStateMachine({
      name,
      definition: JSON.stringify(definition),
      roleArn: ROLE,
    });
    return created.stateMachineArn ?? '';
  }

  /** Starts an execution and waits until it can go no further without time or an answer. */
  async start(states: JsonObject, input: Json = {}, more: JsonObject = {}): Promise<string> {
    const stateMachineArn = await this.machine(states, more);
    const { executionArn } = await this.service.startExecution({ stateMachineArn, input: JSON.stringify(input) });
    await this.clock.activity.settled();
    return executionArn ?? '';
  }

  /** Runs a workflow of these states, the first of which is the start, to its end; time passes as it needs. */
  async run(states: JsonObject, input: Json = {}, more: JsonObject = {}): Promise<Ended> {
    return this.finish(await this.start(states, input, more));
  }

  /** Lets time pass until an execution has ended, or nothing is left to wait for. */
  async finish(arn: string): Promise<Ended> {
    for (;;) {
      await this.clock.activity.settled();
      const ended = await this.look(arn);
      const next = this.clock.nextTimer();
      if (ended.status !== 'RUNNING' || next === undefined) return ended;
      await this.clock.moveTo(next);
    }
  }

  async look(executionArn: string): Promise<Ended> {
    const { status, output, error, cause } = await this.service.describeExecution({ executionArn });
    const { events = [] } = await this.service.getExecutionHistory({ executionArn, maxResults: 1000 });
    const read = output === undefined ? undefined : (JSON.parse(output) as Json);
    const types = events.map(({ type }) => type ?? '');
    return { arn: executionArn, status, output: read, error, cause, events, types };
  }

  /** Lets time pass, as far as the given number of seconds. */
  async pass(seconds: number): Promise<void> {
    await this.clock.moveTo(this.clock.now() + seconds * 1000);
  }
}

/** A task that calls one of the test's functions. */
export function invoke(name: string, more: JsonObject = {}): JsonObject {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: name, Payload: '{% $states.input %}' },
    Output: '{% $states.result.Payload %}',
    End: true,
    ...more,
  };
}

/** A task that hands its token to one of the test's functions and waits for the answer. */
export function awaitToken(name: string, more: JsonObject = {}): JsonObject {
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    Arguments: { FunctionName: name, Payload: { token: '{% $states.context.Task.Token %}' } },
    End: true,
    ...more,
  };
}

export function named(name: string, message = `${name} happened`): Error {
  return Object.assign(new Error(message), { name });
}
