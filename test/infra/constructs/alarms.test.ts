import { readFileSync } from 'node:fs';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { expect, it } from 'vitest';
import { indexes } from '../../../functions/store/keys.ts';
import { addStacks } from '../../../infra/stacks.ts';
import { settings, service as template } from '../example-templates.ts';
import { unvalidatedApp } from '../unvalidated-app.ts';

const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties);
const count = (type: string) => Object.keys(template.findResources(`AWS::${type}`)).length;
const headed = (heading: string) => alarms.filter(({ AlarmDescription }) => AlarmDescription === heading);

it('says of every alarm what to do, and of none that is gone', () => {
  const [, chapter = ''] = readFileSync('docs/operating.md', 'utf8').split(/^## Alarms$/m);
  const [section = ''] = chapter.split(/^## /m);
  const headings = Array.from(section.matchAll(/^### (.+)$/gm), ([, heading = '']) => heading);
  const descriptions = new Set(alarms.map(({ AlarmDescription }) => AlarmDescription));
  expect(headings.toSorted()).toEqual([...descriptions].toSorted());
});

it('watches every function, queue, workflow and listener', () => {
  expect(headed('A function fails')).toHaveLength(count('Lambda::Function'));
  expect(headed('Something could not be delivered')).toHaveLength(count('SQS::Queue'));
  expect(headed('A workflow failed')).toHaveLength(count('StepFunctions::StateMachine'));
  expect(headed('Workflows are throttled')).toHaveLength(count('StepFunctions::StateMachine'));
  expect(headed('The stream is behind')).toHaveLength(count('Lambda::EventSourceMapping'));
});

it('watches reads and writes of the table and of each of its indexes', () => {
  const watched = headed('The table is throttled').map(({ MetricName, Dimensions }) => {
    const named = (Dimensions as { Name: string; Value: unknown }[]).find(({ Name }) => Name !== 'TableName');
    return [MetricName, named?.Name, named?.Value];
  });
  const all = ['ReadThrottleEvents', 'WriteThrottleEvents'].flatMap((metric) => [
    [metric, undefined, undefined],
    ...Object.keys(indexes).map((index) => [metric, 'GlobalSecondaryIndexName', index]),
  ]);
  expect(watched.toSorted()).toEqual(all.toSorted());
});

it('tells operators, by mail where the settings name an address', () => {
  for (const { AlarmActions } of alarms)
    expect(AlarmActions).toEqual([{ Ref: expect.stringMatching(/^AlarmsOperators/) }]);
  expect(count('SNS::Subscription')).toBe(0);
  const told = Template.fromStack(
    addStacks(unvalidatedApp(), { ...settings, operators: { email: 'ops@example.org' } }).service,
  );
  expect(() =>
    told.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'ops@example.org' }),
  ).not.toThrow();
});

it('notices when there is no sweep at all', () => {
  expect(() =>
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmDescription: 'No sweep',
      TreatMissingData: 'breaching',
      Dimensions: Match.arrayWith([{ Name: 'service', Value: 'sweep' }]),
    }),
  ).not.toThrow();
});
