import { Hono } from 'hono';
import { refusals, StatesApiError } from './errors.ts';
import { parseRequest, type RequestSchemas, requestSchemas } from './requests.ts';
import type { StatesService } from './service.ts';

type Operation = keyof RequestSchemas;
type Action = (service: StatesService, body: unknown) => Promise<object>;

const PROTOCOL = 'application/x-amz-json-1.0';

/** By the name after `AWSStepFunctions.` in the target header. */
const ACTIONS: Readonly<Record<Operation, Action>> = {
  CreateStateMachine: (service, body) => service.createStateMachine(parseRequest('CreateStateMachine', body)),
  DeleteStateMachine: (service, body) => service.deleteStateMachine(parseRequest('DeleteStateMachine', body)),
  DescribeExecution: (service, body) => service.describeExecution(parseRequest('DescribeExecution', body)),
  DescribeStateMachine: (service, body) => service.describeStateMachine(parseRequest('DescribeStateMachine', body)),
  DescribeStateMachineForExecution: (service, body) =>
    service.describeStateMachineForExecution(parseRequest('DescribeStateMachineForExecution', body)),
  GetExecutionHistory: (service, body) => service.getExecutionHistory(parseRequest('GetExecutionHistory', body)),
  ListExecutions: (service, body) => service.listExecutions(parseRequest('ListExecutions', body)),
  ListStateMachines: (service, body) => service.listStateMachines(parseRequest('ListStateMachines', body)),
  RedriveExecution: (service, body) => service.redriveExecution(parseRequest('RedriveExecution', body)),
  SendTaskFailure: (service, body) => service.sendTaskFailure(parseRequest('SendTaskFailure', body)),
  SendTaskHeartbeat: (service, body) => service.sendTaskHeartbeat(parseRequest('SendTaskHeartbeat', body)),
  SendTaskSuccess: (service, body) => service.sendTaskSuccess(parseRequest('SendTaskSuccess', body)),
  StartExecution: (service, body) => service.startExecution(parseRequest('StartExecution', body)),
  StopExecution: (service, body) => service.stopExecution(parseRequest('StopExecution', body)),
  UpdateStateMachine: (service, body) => service.updateStateMachine(parseRequest('UpdateStateMachine', body)),
};

/**
 * The AWS JSON 1.0 API of Step Functions (`X-Amz-Target: AWSStepFunctions.StartExecution`), for any SDK.
 * https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html
 */
export function createStatesApi(service: StatesService): Hono {
  const api = new Hono();
  api.post('*', async (context) => {
    const target = context.req.header('x-amz-target') ?? '';
    const operation = target.replace(/^AWSStepFunctions\./, '');
    if (!isOperation(operation)) throw refusals.unknownOperation(target);
    const answer = await ACTIONS[operation](service, await readBody(context.req.text()));
    return context.body(toWire(answer), 200, { 'content-type': PROTOCOL });
  });
  api.onError((error, context) => {
    if (!(error instanceof StatesApiError)) {
      console.error(error);
      const fault = JSON.stringify({ __type: 'InternalFailure', message: 'the home failed: see what it printed' });
      return context.body(fault, 500, { 'content-type': PROTOCOL });
    }
    const body = JSON.stringify({ __type: error.code, message: error.message });
    return context.body(body, 400, { 'content-type': PROTOCOL });
  });
  return api;
}

function isOperation(name: string): name is Operation {
  return Object.hasOwn(requestSchemas, name);
}

async function readBody(text: Promise<string>): Promise<unknown> {
  try {
    return JSON.parse((await text) || '{}');
  } catch {
    throw refusals.validation('The body is not JSON');
  }
}

/** JSON with instants in seconds since 1970, as the protocol wants them. */
function toWire(answer: object): string {
  return JSON.stringify(answer, function (this: Record<string, unknown>, key, value: unknown) {
    const original = this[key];
    return original instanceof Date ? original.getTime() / 1000 : value;
  });
}
