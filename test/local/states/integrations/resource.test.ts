import { describe, expect, test } from 'vitest';
import { eventNames, parseResource, type Resource } from '../../../../local/states/integrations/resource.ts';

describe('a resource', () => {
  const fn = 'arn:aws:lambda:eu-west-2:000000000000:function:f:3';
  const cases: [arn: string, resource: Resource | undefined][] = [
    [fn, { kind: 'function', arn: fn, pattern: 'request' }],
    ['arn:aws:states:::lambda:invoke', { kind: 'lambda', pattern: 'request' }],
    ['arn:aws:states:::lambda:invoke.waitForTaskToken', { kind: 'lambda', pattern: 'token' }],
    ['arn:aws:states:::states:startExecution', { kind: 'execution', pattern: 'request' }],
    ['arn:aws:states:::states:startExecution.sync:2', { kind: 'execution', pattern: 'sync:2' }],
    ['arn:aws:states:::states:startExecution.waitForTaskToken', { kind: 'execution', pattern: 'token' }],
    [
      'arn:aws:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken',
      { kind: 'sdk', service: 'dynamodb', action: 'updateItem', pattern: 'token' },
    ],
    ['arn:aws:states:::aws-sdk:s3:getObject', { kind: 'sdk', service: 's3', action: 'getObject', pattern: 'request' }],
    ['arn:aws:states:::lambda:invoke.sync', undefined],
    ['arn:aws:states:::aws-sdk:s3', undefined],
    ['arn:aws:states:::lambda:invoke.later', undefined],
    ['arn:aws:states:eu-west-2:000000000000:activity:a', undefined],
    ['lambda:invoke', undefined],
  ];
  test.each(cases)('%s', (arn, resource) => {
    expect(parseResource(arn)).toEqual(resource);
  });

  test.each([
    ['arn:aws:states:::lambda:invoke', 'lambda', 'invoke'],
    ['arn:aws:states:::states:startExecution.sync:2', 'states', 'startExecution.sync:2'],
    [
      'arn:aws:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken',
      'aws-sdk:dynamodb',
      'updateItem.waitForTaskToken',
    ],
  ])('%s has its names in events', (arn, resourceType, resource) => {
    expect(eventNames(arn)).toEqual({ resourceType, resource });
  });
});
