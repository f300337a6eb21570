import { buildSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { service as template } from './example-templates.ts';

/** What a role may do is what the code of its function does: no call is refused once it is deployed, and none is granted for nothing. */

/** IAM's names of the calls that functions make; a transaction needs those of the writes that it is made of. */
const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  GetItem: ['dynamodb:GetItem'],
  BatchGetItem: ['dynamodb:BatchGetItem'],
  Query: ['dynamodb:Query'],
  PutItem: ['dynamodb:PutItem'],
  UpdateItem: ['dynamodb:UpdateItem'],
  DeleteItem: ['dynamodb:DeleteItem'],
  TransactWriteItems: ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'],
  StartExecution: ['states:StartExecution'],
  DescribeExecution: ['states:DescribeExecution'],
  SendTaskSuccess: ['states:SendTaskSuccess'],
  // a schedule is made with a role that is passed to it
  CreateSchedule: ['scheduler:CreateSchedule', 'iam:PassRole'],
  UpdateSchedule: ['scheduler:UpdateSchedule', 'iam:PassRole'],
  DeleteSchedule: ['scheduler:DeleteSchedule'],
  ListSchedules: ['scheduler:ListSchedules'],
  GetObject: ['s3:GetObject'],
  PutObject: ['s3:PutObject'],
  DeleteObject: ['s3:DeleteObject'],
  SendEmail: ['ses:SendEmail'],
  GetSecretValue: ['secretsmanager:GetSecretValue'],
};

/** What AWS itself does in the function's name: logs, traces, keys, the stream it hears of, the queue of what it cannot take. */
const DONE_FOR_IT = /^(logs:|kms:|xray:|sqs:|dynamodb:(ListStreams|DescribeStream|GetRecords|GetShardIterator)$)/;

/** In a class that the function uses for something else. */
const NEVER_CALLED: Readonly<Record<string, readonly string[]>> = { directory: ['PutObject', 'DeleteObject'] };

/** Calls in what is left of a function's code once everything is gone that it cannot reach. */
function callsOf(name: string): string[] {
  const { outputFiles } = buildSync({
    entryPoints: [`functions/${name}/${name}.lambda.ts`],
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    write: false,
    treeShaking: true,
  });
  const code = outputFiles.map(({ text }) => text).join('\n');
  return Array.from(code.matchAll(/\bnew (\w+)Command\(/g), ([, command = '']) => command).filter(
    (call) => !NEVER_CALLED[name]?.includes(call),
  );
}

const policies = Object.values(template.findResources('AWS::IAM::Policy'));

function grantedTo(role: string): string[] {
  return policies
    .filter(({ Properties }) => Properties.Roles.some(({ Ref }: { Ref: string }) => Ref === role))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    .flatMap(({ Action }: { Action: string | string[] }) => Action)
    .filter((action) => !DONE_FOR_IT.test(action));
}

const functions = Object.entries(template.findResources('AWS::Lambda::Function'));

describe.each(functions)('%s', (_, { Properties }) => {
  const calls = callsOf(Properties.Description);

  it('makes only calls of which it is known here what they need', () => {
    expect(calls.filter((call) => !(call in ACTIONS))).toEqual([]);
  });

  it('may do what its code does, and nothing else', () => {
    const needed = calls.flatMap((call) => ACTIONS[call] ?? []);
    const granted = grantedTo(Properties.Role['Fn::GetAtt'][0]);
    expect([...new Set(granted)].toSorted()).toEqual([...new Set(needed)].toSorted());
  });
});
