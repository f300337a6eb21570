import { randomUUID } from 'node:crypto';
import type * as sfn from '@aws-sdk/client-sfn';
import type { Clock } from '../../clock/clock.ts';
import { executionArn, requireArn, requireName } from '../arn.ts';
import type { Engine } from '../engine/engine.ts';
import { refusals } from '../errors.ts';
import { toHistoryEvent } from '../history.ts';
import { endUnsuccessfully } from '../interpreter/ending.ts';
import { redrive } from '../interpreter/redrive.ts';
import { parseJson } from '../json.ts';
import { exceedsDataLimit, MAX_EVENTS_TO_REDRIVE, REDRIVE_WINDOW_MS } from '../limits.ts';
import type { Execution } from '../store/executions.ts';
import type { GroupCommit } from '../store/group-commit.ts';
import type { Store } from '../store/store.ts';
import type { MachineActions } from './machines.ts';
import { pageSize, pageToken, readPageToken } from './paging.ts';

/** The API actions on executions. */
export class ExecutionActions {
  readonly #store: Store;
  readonly #commits: GroupCommit;
  readonly #clock: Clock;
  readonly #engine: Engine;
  readonly #machines: MachineActions;

  constructor(store: Store, commits: GroupCommit, clock: Clock, engine: Engine, machines: MachineActions) {
    this.#store = store;
    this.#commits = commits;
    this.#clock = clock;
    this.#engine = engine;
    this.#machines = machines;
  }

  /**
   * The same name with the same input while the execution runs is answered as before.
   *
   * @param callId the task's call that starts it, if one does: repeated after a crash, it finds what it started
   */
  async start(request: sfn.StartExecutionInput, callId?: string): Promise<sfn.StartExecutionOutput> {
    const { stateMachineArn = '', input = '{}' } = request;
    const name = requireName(request.name ?? callId ?? randomUUID());
    requireInput(input);
    return this.#clock.activity.during(async () => {
      const { execution, isNew } = await this.#commits.write(() => this.#begin(stateMachineArn, name, input, callId));
      if (isNew) {
        this.#engine.expect(execution.timeout_at);
        this.#engine.goOn(execution.id);
      }
      return { executionArn: execution.arn, startDate: new Date(execution.started_at) };
    });
  }

  #begin(machineArn: string, name: string, input: string, callId: string | undefined) {
    const { executions, machines, strands, events } = this.#store;
    const machine = this.#machines.require(machineArn);
    const arn = executionArn(machine.arn, name);
    const existing = executions.byArn(arn);
    if (existing !== undefined) {
      const repeated = existing.status === 'RUNNING' && existing.input === input;
      if (repeated || (callId !== undefined && existing.started_by === callId)) {
        return { execution: existing, isNew: false };
      }
      throw refusals.executionAlreadyExists(arn);
    }
    if (machine.deleting) throw refusals.stateMachineDeleting(machineArn);
    const now = this.#clock.now();
    const { TimeoutSeconds, StartAt } = machines.definition(machine.definition);
    const id = executions.insert({
      arn,
      machine: machine.arn,
      name,
      definition: machine.definition,
      role_arn: machine.role_arn,
      input,
      started_at: now,
      timeout_at: TimeoutSeconds === undefined ? null : now + TimeoutSeconds * 1000,
      started_by: callId ?? null,
    });
    events.add(id, {
      ...{ id: 1, previous: 0, at: now, type: 'ExecutionStarted' },
      details: { input, roleArn: machine.role_arn },
    });
    strands.put(id, {
      ...{ id: 1, parent: undefined, number: 0, phase: 'ready', dueAt: undefined, awaits: undefined },
      position: { state: StartAt, last: 0 },
      data: { input: parseJson(input), variables: {} },
    });
    return { execution: executions.byId(id) as Execution, isNew: true };
  }

  describe({ executionArn: arn = '' }: sfn.DescribeExecutionInput): sfn.DescribeExecutionOutput {
    const execution = this.#require(arn);
    const reason = this.#whyNotRedrivable(execution);
    return {
      ...summary(execution),
      input: execution.input,
      inputDetails: { included: true },
      ...(execution.output !== null && { output: execution.output, outputDetails: { included: true } }),
      ...(execution.error !== null && { error: execution.error }),
      ...(execution.cause !== null && { cause: execution.cause }),
      redriveStatus: reason === undefined ? 'REDRIVABLE' : 'NOT_REDRIVABLE',
      ...(reason !== undefined && { redriveStatusReason: reason }),
    };
  }

  /** The definition that an execution started with. */
  describeMachine(request: sfn.DescribeStateMachineForExecutionInput): sfn.DescribeStateMachineForExecutionOutput {
    const execution = this.#require(request.executionArn ?? '');
    const machine = this.#machines.require(execution.machine);
    return {
      stateMachineArn: machine.arn,
      name: machine.name,
      definition: this.#store.machines.definitionText(execution.definition),
      roleArn: execution.role_arn,
      updateDate: new Date(machine.updated_at),
    };
  }

  history(request: sfn.GetExecutionHistoryInput): sfn.GetExecutionHistoryOutput {
    const {
      executionArn: arn = '',
      maxResults,
      reverseOrder = false,
      nextToken,
      includeExecutionData = true,
    } = request;
    const execution = this.#require(arn);
    const size = pageSize(maxResults);
    const from = readPageToken(nextToken, reverseOrder ? execution.last_event : 1);
    const events = this.#store.events.list({
      ...{ execution: execution.id, newestFirst: reverseOrder, from, limit: size + 1 },
    });
    const next = events[size]?.id;
    return {
      events: events.slice(0, size).map((event) => toHistoryEvent(event, includeExecutionData)),
      ...(next !== undefined && { nextToken: pageToken(next) }),
    };
  }

  /** Newest first. */
  list(request: sfn.ListExecutionsInput): sfn.ListExecutionsOutput {
    const { stateMachineArn = '', statusFilter, maxResults, nextToken } = request;
    const machine = this.#machines.require(stateMachineArn).arn;
    const status = statusFilter === 'PENDING_REDRIVE' ? undefined : statusFilter;
    const size = pageSize(maxResults);
    const before = readPageToken(nextToken, Number.MAX_SAFE_INTEGER);
    const executions =
      statusFilter === 'PENDING_REDRIVE'
        ? []
        : this.#store.executions.list({ machine, status, before, limit: size + 1 });
    const page = executions.slice(0, size);
    return {
      executions: page.map(summary),
      ...(executions.length > size && { nextToken: pageToken(page.at(-1)?.id ?? 0) }),
    };
  }

  /** An execution that has ended is left as it is. */
  async stop({ executionArn: arn = '', error, cause }: sfn.StopExecutionInput): Promise<sfn.StopExecutionOutput> {
    const { id } = this.#require(arn);
    const stoppedAt = await this.#engine.turn(id, (run) => {
      if (run.running) endUnsuccessfully(run, 'ABORTED', { error, cause });
      return run.execution.stopped_at ?? run.now();
    });
    return { stopDate: new Date(stoppedAt) };
  }

  async redrive({ executionArn: arn = '' }: sfn.RedriveExecutionInput): Promise<sfn.RedriveExecutionOutput> {
    const { id } = this.#require(arn);
    const redrivenAt = await this.#engine.turn(id, (run) => {
      const reason = this.#whyNotRedrivable(run.execution);
      if (reason !== undefined) throw refusals.executionNotRedrivable(reason);
      redrive(run);
      return run.now();
    });
    this.#engine.expect(this.#store.executions.byId(id)?.timeout_at ?? null);
    return { redriveDate: new Date(redrivenAt) };
  }

  #whyNotRedrivable({ status, stopped_at, last_event }: Execution): string | undefined {
    if (status === 'RUNNING' || status === 'SUCCEEDED') return `Execution is ${status} and cannot be redriven`;
    if (this.#clock.now() - (stopped_at ?? 0) > REDRIVE_WINDOW_MS)
      return 'Execution has exceeded its redrivable period';
    if (last_event >= MAX_EVENTS_TO_REDRIVE) return 'Execution has exceeded the event history limit for redrive';
    return undefined;
  }

  /** @throws StatesApiError ExecutionDoesNotExist, InvalidArn */
  #require(arn: string): Execution {
    const execution = this.#store.executions.byArn(requireArn(arn, 'execution'));
    if (execution === undefined) throw refusals.executionDoesNotExist(arn);
    return execution;
  }
}

function summary(execution: Execution) {
  return {
    executionArn: execution.arn,
    stateMachineArn: execution.machine,
    name: execution.name,
    status: execution.status,
    startDate: new Date(execution.started_at),
    ...(execution.stopped_at !== null && { stopDate: new Date(execution.stopped_at) }),
    redriveCount: execution.redrive_count,
    ...(execution.redriven_at !== null && { redriveDate: new Date(execution.redriven_at) }),
  };
}

/** @throws StatesApiError InvalidExecutionInput, ValidationException */
function requireInput(input: string): void {
  if (input === '') throw refusals.invalidExecutionInput('Invalid execution input.');
  if (exceedsDataLimit(input)) {
    throw refusals.validation(
      "1 validation error detected: Value at 'input' failed to satisfy constraint: Member must have length less than or equal to 262144",
    );
  }
  try {
    parseJson(input);
  } catch (error) {
    throw refusals.invalidExecutionInput((error as SyntaxError).message);
  }
}
