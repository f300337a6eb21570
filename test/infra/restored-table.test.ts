import { Template } from 'aws-cdk-lib/assertions';
import { expect, it } from 'vitest';
import { addStacks } from '../../infra/stacks.ts';
import { data as before, settings } from './example-templates.ts';
import { unvalidatedApp } from './unvalidated-app.ts';

const stream = 'arn:aws:dynamodb:eu-west-2:111122223333:table/restored/stream/2027-02-01T10:00:00.000';
const stacks = addStacks(unvalidatedApp(), { ...settings, restored: { table: 'restored', stream } });
const data = Template.fromStack(stacks.data);
const service = Template.fromStack(stacks.service);

it('is what the whole service works on, and nothing of it on the one before', () => {
  const given = Object.values(service.findResources('AWS::Lambda::Function')).map(
    ({ Properties }) => Properties.Environment?.Variables?.RECORDS_TABLE,
  );
  expect(new Set(given)).toEqual(new Set([undefined, 'restored']));
  expect(() =>
    service.allResourcesProperties('AWS::Lambda::EventSourceMapping', { EventSourceArn: stream }),
  ).not.toThrow();
  expect(() =>
    service.hasResourceProperties('AWS::StepFunctions::StateMachine', {
      DefinitionSubstitutions: { Records: 'restored' },
    }),
  ).not.toThrow();
  expect(JSON.stringify(service.toJSON())).not.toMatch(/ExportsOutput(Ref|FnGetAtt)Records/);
});

it('leaves the data stack as it was, with all that the deployed service still reads of it', () => {
  const { RecordsTable, ...read } = before.toJSON().Outputs;
  expect(data.toJSON().Resources).toEqual(before.toJSON().Resources);
  expect(data.toJSON().Outputs).toMatchObject(read);
  // commands find it there
  expect(data.toJSON().Outputs.RecordsTable).toMatchObject({ ...RecordsTable, Value: 'restored' });
});
