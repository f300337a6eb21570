import { ConditionalCheckFailedException, DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { NoSuchKey } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { StatesHome } from '../states-home.ts';

const $metadata = { httpStatusCode: 400, requestId: 'R1' };
const undeclared = new DynamoDBServiceException({
  name: 'ValidationException',
  message: 'bad key',
  $fault: 'client',
  $metadata,
});

test.each([
  [
    'dynamodb:updateItem',
    new ConditionalCheckFailedException({ message: 'The conditional request failed', $metadata }),
    'DynamoDb.ConditionalCheckFailedException',
    'The conditional request failed (Service: DynamoDb, Status Code: 400, Request ID: R1)',
  ],
  [
    's3:getObject',
    new NoSuchKey({ message: 'gone', $metadata }),
    'S3.NoSuchKeyException',
    'gone (Service: S3, Status Code: 400, Request ID: R1)',
  ],
  [
    'dynamodb:query',
    undeclared,
    'DynamoDb.DynamoDbException',
    'bad key (Service: DynamoDb, Status Code: 400, Request ID: R1)',
  ],
  ['sesv2:sendEmail', new Error('connect ECONNREFUSED'), 'SesV2.SdkClientException', 'connect ECONNREFUSED'],
])('an error of aws-sdk:%s is named as AWS names it', async (resource, thrown, error, cause) => {
  const home = new StatesHome({}, async () => {
    throw thrown;
  });
  const ended = await home.run({
    Call: { Type: 'Task', Resource: `arn:aws:states:::aws-sdk:${resource}`, Arguments: {}, End: true },
  });
  home.close();
  expect(ended).toMatchObject({ status: 'FAILED', error, cause });
});

test('an action of an AWS service gets its Arguments and gives its answer', async () => {
  const home = new StatesHome({}, async (...call) => ({ call }));
  const Arguments = { TableName: 't', Key: { pk: { S: '{% $states.input.id %}' } } };
  const Resource = 'arn:aws:states:::aws-sdk:dynamodb:getItem';
  const { output } = await home.run({ Read: { Type: 'Task', Resource, Arguments, End: true } }, { id: 'x' });
  home.close();
  expect(output).toEqual({ call: ['dynamodb', 'getItem', { TableName: 't', Key: { pk: { S: 'x' } } }] });
});

test.each([
  [
    'aws-sdk:glacier:listVaults',
    'the AWS service "glacier" cannot be called here: @aws-sdk/client-glacier is not installed',
  ],
  ['aws-sdk:dynamodb:fly', 'the AWS service "dynamodb" has no action "fly"'],
])('a machine that calls %s is refused when it is made', async (resource, message) => {
  const home = new StatesHome();
  const machine = home.machine({ Call: { Type: 'Task', Resource: `arn:aws:states:::${resource}`, End: true } });
  await expect(machine).rejects.toMatchObject({ code: 'InvalidDefinition', message: expect.stringContaining(message) });
  home.close();
});
