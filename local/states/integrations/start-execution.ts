import { randomUUID } from 'node:crypto';
import type { StartExecutionInput, StartExecutionOutput } from '@aws-sdk/client-sfn';
import { StatesApiError } from '../errors.ts';
import type { Outcome } from '../interpreter/task.ts';
import { isJsonObject, type Json } from '../json.ts';
import { missingField } from './lambda.ts';

/** Starts an execution for a task's call; the same call again finds what it started before. */
export type StartForCall = (request: StartExecutionInput, callId: string) => Promise<StartExecutionOutput>;

/** `states:startExecution`: https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html */
export async function startExecution(start: StartForCall, parameters: Json, callId: string): Promise<Outcome> {
  const { StateMachineArn, Input, Name } = isJsonObject(parameters) ? parameters : {};
  if (typeof StateMachineArn !== 'string') return { ok: false, failure: missingField(parameters, 'StateMachineArn') };
  const input =
    Input === undefined || Input === null ? '{}' : typeof Input === 'string' ? Input : JSON.stringify(Input);
  const name = typeof Name === 'string' ? { name: Name } : {};
  try {
    const { executionArn = '', startDate } = await start({ stateMachineArn: StateMachineArn, input, ...name }, callId);
    return {
      ok: true,
      output: {
        ExecutionArn: executionArn,
        SdkHttpMetadata: { HttpStatusCode: 200 },
        SdkResponseMetadata: { RequestId: randomUUID() },
        StartDate: startDate?.getTime() ?? null,
      },
    };
  } catch (error) {
    if (!(error instanceof StatesApiError)) throw error;
    const cause = `${error.message} (Service: AWSStepFunctions; Status Code: 400; Error Code: ${error.code}; Request ID: ${randomUUID()}; Proxy: null)`;
    return { ok: false, failure: { error: `StepFunctions.${error.code.replace(/Exception$/, '')}Exception`, cause } };
  }
}
