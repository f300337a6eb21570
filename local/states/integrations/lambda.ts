import { randomUUID } from 'node:crypto';
import { FunctionNotFoundError, type InvokeFunction } from '../../functions/invoke.ts';
import type { Failure } from '../interpreter/failure.ts';
import type { Outcome } from '../interpreter/task.ts';
import { isJsonObject, type Json, parseJson } from '../json.ts';

/** Calls a function by its ARN: payload in, payload out. */
export function callFunction(invoke: InvokeFunction, arn: string, input: Json): Promise<Outcome> {
  return invokeWith(invoke, arn, JSON.stringify(input));
}

/**
 * `lambda:invoke`, with the parameters and result of Lambda's Invoke.
 * https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html
 */
export async function lambdaInvoke(invoke: InvokeFunction, parameters: Json): Promise<Outcome> {
  const { FunctionName, Payload, InvocationType } = isJsonObject(parameters) ? parameters : {};
  if (typeof FunctionName !== 'string') return { ok: false, failure: missingField(parameters, 'FunctionName') };
  if (InvocationType !== undefined && InvocationType !== 'RequestResponse') {
    const cause = `InvocationType ${JSON.stringify(InvocationType)} is not run here: only RequestResponse is`;
    return { ok: false, failure: { error: 'Lambda.InvalidParameterValueException', cause } };
  }
  const outcome = await invokeWith(invoke, FunctionName, payloadText(Payload));
  if (!outcome.ok) return outcome;
  return {
    ok: true,
    output: {
      ExecutedVersion: '$LATEST',
      Payload: outcome.output,
      SdkHttpMetadata: { HttpStatusCode: 200 },
      SdkResponseMetadata: { RequestId: randomUUID() },
      StatusCode: 200,
    },
  };
}

/** As AWS reports parameters that lack something. */
export function missingField(parameters: Json, field: string): Failure {
  return {
    error: 'States.Runtime',
    cause: `The Parameters '${JSON.stringify(parameters)}' could not be used to start the Task: [The field "${field}" is required but was missing]`,
  };
}

/** A text is taken for JSON text, and nothing for an empty object. */
function payloadText(payload: Json | undefined): string {
  if (payload === undefined || payload === null) return '{}';
  return typeof payload === 'string' ? payload : JSON.stringify(payload);
}

async function invokeWith(invoke: InvokeFunction, functionName: string, payload: string): Promise<Outcome> {
  if (!isJsonText(payload)) {
    const cause = `Could not parse request body into json (Service: AWSLambda; Status Code: 400; Error Code: InvalidRequestContentException; Request ID: ${randomUUID()}; Proxy: null)`;
    return { ok: false, failure: { error: 'Lambda.InvalidRequestContentException', cause } };
  }
  try {
    const invocation = await invoke(functionName, payload);
    if (invocation.ok) return { ok: true, output: parseJson(invocation.payload || 'null') };
    const { error } = invocation;
    return { ok: false, failure: { error: error.errorType, cause: JSON.stringify(error) } };
  } catch (error) {
    if (!(error instanceof FunctionNotFoundError)) throw error;
    const cause = `${error.message} (Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException; Request ID: ${randomUUID()}; Proxy: null)`;
    return { ok: false, failure: { error: 'Lambda.ResourceNotFoundException', cause } };
  }
}

function isJsonText(text: string): boolean {
  try {
    parseJson(text);
    return true;
  } catch {
    return false;
  }
}
