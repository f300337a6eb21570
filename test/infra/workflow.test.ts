import { Stack } from 'aws-cdk-lib';
import { expect, it } from 'vitest';
import { EncryptionKey } from '../../infra/constructs/encryption-key.ts';
import { integrationsOf } from '../../infra/constructs/integrations.ts';
import { RecordsTable } from '../../infra/constructs/records-table.ts';
import { Workflow } from '../../infra/constructs/workflow.ts';
import { unvalidatedApp } from './unvalidated-app.ts';

it('refuses things that the file does not name, and names that it is not given', () => {
  const stack = new Stack(unvalidatedApp(), 'Stack');
  const encryptionKey = new EncryptionKey(stack, 'Key');
  const uses = { Rows: new RecordsTable(stack, 'Records', { encryptionKey }) };
  const tellsIn = 'APPLICATION_WORKFLOW';
  expect(() => new Workflow(stack, 'Workflow', { name: 'application', tellsIn, uses, encryptionKey })).toThrow(
    /^workflow application names CheckEligibility, .*Records.* but is given Rows$/,
  );
});

const definition = (States: object) => JSON.stringify({ States });
const invoke = { Resource: 'arn:aws:states:::lambda:invoke', Arguments: { FunctionName: '${Check}' } };

it('finds the calls of states at any depth', () => {
  const park = {
    Resource: 'arn:aws:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken',
    Arguments: { TableName: '${Records}' },
  };
  const found = integrationsOf(
    'story',
    definition({
      Map: { ItemProcessor: { States: { Park: park } } },
      Parallel: { Branches: [{ States: { Invoke: invoke } }] },
      Pass: {},
    }),
  );
  expect(found).toEqual([
    { service: 'dynamodb', action: 'updateItem', on: 'Records' },
    { service: 'lambda', action: 'invoke', on: 'Check' },
  ]);
});

it('refuses a call that it cannot read', () => {
  const publish = { Resource: 'arn:aws:states:::sns:publish', Arguments: { TopicArn: '${Topic}' } };
  expect(() => integrationsOf('story', definition({ Publish: publish }))).toThrow(
    'cannot tell what "arn:aws:states:::sns:publish"',
  );
});

it.each(['{ not JSON', '{}'])('names the workflow that is no definition: %s', (text) => {
  expect(() => integrationsOf('story', text)).toThrow('workflow story is no definition');
});
