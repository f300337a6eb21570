import type { DatabaseSync } from 'node:sqlite';
import type * as sfn from '@aws-sdk/client-sfn';
import type { CallAws } from '../aws/call.ts';
import type { Clock } from '../clock/clock.ts';
import type { InvokeFunction } from '../functions/invoke.ts';

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

/** Step Functions, durable on one machine: every method is the API action of its name. */
export class StatesService {
  constructor(readonly_options: StatesOptions) {
    void readonly_options;
  }
  resume(): void {}
  close(): void {}
  createStateMachine(_request: sfn.CreateStateMachineInput): Promise<sfn.CreateStateMachineOutput> {
    throw new Error('being written');
  }
  updateStateMachine(_request: sfn.UpdateStateMachineInput): Promise<sfn.UpdateStateMachineOutput> {
    throw new Error('being written');
  }
  describeStateMachine(_request: sfn.DescribeStateMachineInput): Promise<sfn.DescribeStateMachineOutput> {
    throw new Error('being written');
  }
  listStateMachines(_request: sfn.ListStateMachinesInput): Promise<sfn.ListStateMachinesOutput> {
    throw new Error('being written');
  }
  deleteStateMachine(_request: sfn.DeleteStateMachineInput): Promise<sfn.DeleteStateMachineOutput> {
    throw new Error('being written');
  }
  startExecution(_request: sfn.StartExecutionInput): Promise<sfn.StartExecutionOutput> {
    throw new Error('being written');
  }
  describeExecution(_request: sfn.DescribeExecutionInput): Promise<sfn.DescribeExecutionOutput> {
    throw new Error('being written');
  }
  getExecutionHistory(_request: sfn.GetExecutionHistoryInput): Promise<sfn.GetExecutionHistoryOutput> {
    throw new Error('being written');
  }
  listExecutions(_request: sfn.ListExecutionsInput): Promise<sfn.ListExecutionsOutput> {
    throw new Error('being written');
  }
  stopExecution(_request: sfn.StopExecutionInput): Promise<sfn.StopExecutionOutput> {
    throw new Error('being written');
  }
  redriveExecution(_request: sfn.RedriveExecutionInput): Promise<sfn.RedriveExecutionOutput> {
    throw new Error('being written');
  }
  sendTaskSuccess(_request: sfn.SendTaskSuccessInput): Promise<sfn.SendTaskSuccessOutput> {
    throw new Error('being written');
  }
  sendTaskFailure(_request: sfn.SendTaskFailureInput): Promise<sfn.SendTaskFailureOutput> {
    throw new Error('being written');
  }
  sendTaskHeartbeat(_request: sfn.SendTaskHeartbeatInput): Promise<sfn.SendTaskHeartbeatOutput> {
    throw new Error('being written');
  }
}
