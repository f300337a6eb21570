import type { DatabaseSync } from 'node:sqlite';
import type * as sfn from '@aws-sdk/client-sfn';
import type { CallAws } from '../aws/call.ts';
import type { Clock } from '../clock/clock.ts';
import type { InvokeFunction } from '../functions/invoke.ts';
import { ExecutionActions } from './actions/executions.ts';
import { MachineActions } from './actions/machines.ts';
import { TaskActions } from './actions/tasks.ts';
import { Engine } from './engine/engine.ts';
import { awsFunctions } from './jsonata/functions.ts';
import { GroupCommit } from './store/group-commit.ts';
import { openStore } from './store/store.ts';

export interface StatesOptions {
  readonly database: DatabaseSync;
  readonly clock: Clock;
  readonly invoke: InvokeFunction;
  readonly callAws: CallAws;
  readonly region: string;
  readonly account: string;
  /** Told of faults of the home itself (a full disk…), never of failed executions. Default: standard error. */
  readonly onError?: (error: unknown) => void;
}

/**
 * Step Functions, durable on one machine: every method is the API action of its name, with the SDK's shapes.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_Operations.html
 *
 * @throws StatesApiError under AWS's names
 */
export class StatesService {
  readonly #machines: MachineActions;
  readonly #executions: ExecutionActions;
  readonly #tasks: TaskActions;
  readonly #engine: Engine;
  readonly #commits: GroupCommit;

  constructor({ database, clock, invoke, callAws, region, account, onError = console.error }: StatesOptions) {
    const store = openStore(database);
    const now = () => clock.now();
    const startExecution = (request: sfn.StartExecutionInput, callId: string) =>
      this.#executions.start(request, callId);
    this.#commits = new GroupCommit(database);
    this.#engine = new Engine({
      around: { store, region, now, functions: awsFunctions(now) },
      clock,
      commits: this.#commits,
      integrations: { invoke, callAws, startExecution },
      onError,
      onEnd: (execution) => this.#machines.executionEnded(execution),
    });
    this.#machines = new MachineActions(store, this.#commits, clock, { region, account });
    this.#executions = new ExecutionActions(store, this.#commits, clock, this.#engine, this.#machines);
    this.#tasks = new TaskActions(store, this.#engine);
  }

  /** Takes up all that was under way when the process before ended. Called once, when functions can be invoked. */
  resume(): void {
    this.#engine.resume();
  }

  /** Stops at once; what is not committed did not happen, and what runs is taken up by the next `resume`. */
  close(): void {
    this.#engine.close();
    this.#commits.close();
  }

  createStateMachine(request: sfn.CreateStateMachineInput): Promise<sfn.CreateStateMachineOutput> {
    return this.#machines.create(request);
  }

  updateStateMachine(request: sfn.UpdateStateMachineInput): Promise<sfn.UpdateStateMachineOutput> {
    return this.#machines.update(request);
  }

  async describeStateMachine(request: sfn.DescribeStateMachineInput): Promise<sfn.DescribeStateMachineOutput> {
    return this.#machines.describe(request);
  }

  async describeStateMachineForExecution(
    request: sfn.DescribeStateMachineForExecutionInput,
  ): Promise<sfn.DescribeStateMachineForExecutionOutput> {
    return this.#executions.describeMachine(request);
  }

  async listStateMachines(request: sfn.ListStateMachinesInput): Promise<sfn.ListStateMachinesOutput> {
    return this.#machines.list(request);
  }

  deleteStateMachine(request: sfn.DeleteStateMachineInput): Promise<sfn.DeleteStateMachineOutput> {
    return this.#machines.delete(request);
  }

  startExecution(request: sfn.StartExecutionInput): Promise<sfn.StartExecutionOutput> {
    return this.#executions.start(request);
  }

  async describeExecution(request: sfn.DescribeExecutionInput): Promise<sfn.DescribeExecutionOutput> {
    return this.#executions.describe(request);
  }

  async getExecutionHistory(request: sfn.GetExecutionHistoryInput): Promise<sfn.GetExecutionHistoryOutput> {
    return this.#executions.history(request);
  }

  async listExecutions(request: sfn.ListExecutionsInput): Promise<sfn.ListExecutionsOutput> {
    return this.#executions.list(request);
  }

  stopExecution(request: sfn.StopExecutionInput): Promise<sfn.StopExecutionOutput> {
    return this.#executions.stop(request);
  }

  redriveExecution(request: sfn.RedriveExecutionInput): Promise<sfn.RedriveExecutionOutput> {
    return this.#executions.redrive(request);
  }

  sendTaskSuccess(request: sfn.SendTaskSuccessInput): Promise<sfn.SendTaskSuccessOutput> {
    return this.#tasks.success(request);
  }

  sendTaskFailure(request: sfn.SendTaskFailureInput): Promise<sfn.SendTaskFailureOutput> {
    return this.#tasks.failure(request);
  }

  sendTaskHeartbeat(request: sfn.SendTaskHeartbeatInput): Promise<sfn.SendTaskHeartbeatOutput> {
    return this.#tasks.heartbeat(request);
  }
}
