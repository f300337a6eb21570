import { once } from 'node:events';
import { createAdaptorServer } from '@hono/node-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type CallAws, createCallAws } from '../../../local/aws/call.ts';
import { createStatesApi } from '../../../local/states/api.ts';
import { StatesHome } from '../states/states-home.ts';

// the home's own Step Functions is the nearest real AWS API
const home = new StatesHome();
const server = createAdaptorServer(createStatesApi(home.service));
let callAws: CallAws;

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  callAws = createCallAws('eu-west-2', { sfn: endpoint });
});
afterAll(() => {
  server.close();
  home.close();
});

test('parameters and answers are in Pascal case, and times are ISO 8601', async () => {
  const StateMachineArn = await home.machine({ Only: { Type: 'Pass', End: true } });
  const answer = await callAws('sfn', 'startExecution', { StateMachineArn, Name: 'one', Input: '{}' });
  expect(answer).toEqual({
    ExecutionArn: `${StateMachineArn.replace(':stateMachine:', ':execution:')}:one`,
    StartDate: '2027-01-04T09:00:00.000Z',
  });
});

test('an error is the SDK’s own', async () => {
  const none = 'arn:aws:states:eu-west-2:000000000000:stateMachine:none';
  await expect(callAws('sfn', 'startExecution', { StateMachineArn: none })).rejects.toMatchObject({
    name: 'StateMachineDoesNotExist',
  });
});

test.each([
  ['glacier', 'listVaults', '@aws-sdk/client-glacier is not installed'],
  ['../secrets', 'read', 'cannot be called here'],
  ['sfn', 'fly', 'has no action "fly"'],
  ['s3', 'getObject', 'has no endpoint here'],
])('%s:%s is refused by name', async (service, action, message) => {
  await expect(callAws(service, action, {})).rejects.toThrow(message);
});
