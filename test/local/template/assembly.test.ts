import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { DefinitionBody, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Assembly, readAssembly } from '../../../local/template/assembly.ts';
import { functionDefinitionOf } from '../../../local/template/function-definition.ts';
import { type Resource, readTemplate } from '../../../local/template/read-template.ts';
import { stateMachineDefinitionOf } from '../../../local/template/state-machine-definition.ts';
import { unvalidatedApp } from '../../infra/unvalidated-app.ts';

let folder: string;
let assembly: Assembly;
let resources: Resource[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assembly-'));
  const app = unvalidatedApp(folder);
  const env = { region: 'eu-west-2' };
  const before = new Stack(app, 'ZuluFirst', { env });
  const after = new Stack(app, 'AlphaLast', { env });
  after.addStackDependency(before);
  const greet = new LambdaFunction(before, 'Greet', {
    code: Code.fromAsset(import.meta.dirname),
    handler: 'index.handler',
    runtime: Runtime.NODEJS_24_X,
    memorySize: 512,
    environment: { LANGUAGE: 'English' },
  });
  new LambdaFunction(before, 'Inline', {
    code: Code.fromInline('exports.handler = async () => {}'),
    handler: 'index.handler',
    runtime: Runtime.NODEJS_24_X,
  });
  new StateMachine(after, 'Workflow', {
    definitionBody: DefinitionBody.fromString(`{ "FunctionName": "\${Greet}", "Other": "\${untouched}" }`),
    definitionSubstitutions: { Greet: greet.functionName },
  });
  app.synth();
  assembly = readAssembly(folder);
  resources = readTemplate(assembly, { region: 'eu-west-2', account: '000000000000' });
});
afterAll(() => rm(folder, { recursive: true }));

const find = (logicalId: RegExp) => resources.find((resource) => logicalId.test(resource.logicalId)) as Resource;

describe('a cloud assembly', () => {
  it('gives its stacks in the order in which they depend on each other', () => {
    expect(assembly.stacks.map(({ name, region }) => [name, region])).toEqual([
      ['ZuluFirst', 'eu-west-2'],
      ['AlphaLast', 'eu-west-2'],
    ]);
  });

  it('gives a function its bundle, environment and limits', () => {
    expect(functionDefinitionOf(find(/^Greet[0-9A-F]{8}$/), assembly)).toEqual({
      name: expect.stringMatching(/^ZuluFirst-Greet/),
      arn: expect.stringMatching(/^arn:aws:lambda:eu-west-2:000000000000:function:ZuluFirst-Greet/),
      codeFolder: expect.stringContaining(join(folder, 'asset.')),
      handler: 'index.handler',
      environment: { LANGUAGE: 'English' },
      timeoutSeconds: 3,
      memoryMb: 512,
    });
  });

  it('refuses a function without a bundle', () => {
    expect(() => functionDefinitionOf(find(/^Inline[0-9A-F]{8}$/), assembly)).toThrow(/ZuluFirst\/Inline.*S3Key/s);
  });

  it('gives a state machine its definition with the substitutions made', () => {
    const definition = JSON.parse(stateMachineDefinitionOf(find(/^Workflow[0-9A-F]{8}$/)));
    expect(definition).toEqual({
      FunctionName: expect.stringMatching(/^ZuluFirst-Greet/),
      Other: `\${untouched}`,
    });
  });
});
