import type { CallAws } from '../../aws/call.ts';
import type { InvokeFunction } from '../../functions/invoke.ts';
import type { Outcome } from '../interpreter/task.ts';
import type { Json } from '../json.ts';
import { callSdk } from './aws-sdk.ts';
import { callFunction, lambdaInvoke } from './lambda.ts';
import type { Resource } from './resource.ts';
import { type StartForCall, startExecution } from './start-execution.ts';

export interface Integrations {
  readonly invoke: InvokeFunction;
  readonly callAws: CallAws;
  readonly startExecution: StartForCall;
}

/** Makes the call of a task and waits until it returns. */
export function perform(integrations: Integrations, resource: Resource, input: Json, callId: string): Promise<Outcome> {
  switch (resource.kind) {
    case 'function':
      return callFunction(integrations.invoke, resource.arn, input);
    case 'lambda':
      return lambdaInvoke(integrations.invoke, input);
    case 'execution':
      return startExecution(integrations.startExecution, input, callId);
    case 'sdk':
      return callSdk(integrations.callAws, resource.service, resource.action, input);
  }
}
