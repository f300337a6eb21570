import { expect, it } from 'vitest';
import type { Assembly, Template } from '../../../local/template/assembly.ts';
import { readTemplate } from '../../../local/template/read-template.ts';
import type { ResolverOptions } from '../../../local/template/resolver.ts';

type Sections = Omit<Partial<Template>, 'Resources'> & { Resources?: Record<string, object> };

const place = { region: 'eu-west-2', account: '000000000000' };

function stack(name: string, { Resources = {}, ...sections }: Sections): Assembly['stacks'][number] {
  const resources = Object.entries(Resources).map(([logicalId, resource]) => {
    return [logicalId, { Properties: {}, Metadata: {}, ...resource }];
  });
  const template = { Parameters: {}, Mappings: {}, Conditions: {}, Outputs: {}, ...sections };
  return { name, region: undefined, template: { ...template, Resources: Object.fromEntries(resources) } };
}

function read(stacks: Assembly['stacks'], options: Partial<ResolverOptions> = {}) {
  return readTemplate({ stacks, assets: new Map() }, { ...place, ...options });
}

/** What a property with this value becomes, in a stack with a table, a queue, a role and so on. */
function resolved(value: unknown, sections: Sections = {}, options: Partial<ResolverOptions> = {}): unknown {
  const Resources = {
    Records: { Type: 'AWS::DynamoDB::GlobalTable' },
    Greet: { Type: 'AWS::Lambda::Function' },
    DeadLetters: { Type: 'AWS::SQS::Queue' },
    Directory: { Type: 'AWS::S3::Bucket' },
    Workflow: { Type: 'AWS::StepFunctions::StateMachine', Properties: { StateMachineName: 'application' } },
    GreetRole: { Type: 'AWS::IAM::Role' },
    Subject: { Type: 'AWS::Events::Rule', Properties: { Value: value } },
  };
  const resources = read([stack('Rounds', { Resources, ...sections })], options);
  return resources.find(({ logicalId }) => logicalId === 'Subject')?.properties.Value;
}

it.each([
  [{ Ref: 'Records' }, 'Rounds-Records'],
  [{ 'Fn::GetAtt': ['Records', 'Arn'] }, 'arn:aws:dynamodb:eu-west-2:000000000000:table/Rounds-Records'],
  [{ 'Fn::GetAtt': 'Records.StreamArn' }, expect.stringMatching(/table\/Rounds-Records\/stream\/\d{4}-/)],
  [{ Ref: 'Greet' }, 'Rounds-Greet'],
  [{ 'Fn::GetAtt': ['Greet', 'Arn'] }, 'arn:aws:lambda:eu-west-2:000000000000:function:Rounds-Greet'],
  [{ Ref: 'DeadLetters' }, 'https://sqs.eu-west-2.amazonaws.com/000000000000/Rounds-DeadLetters'],
  [{ 'Fn::GetAtt': ['DeadLetters', 'Arn'] }, 'arn:aws:sqs:eu-west-2:000000000000:Rounds-DeadLetters'],
  [{ Ref: 'Directory' }, 'rounds-directory'],
  [{ Ref: 'Workflow' }, 'arn:aws:states:eu-west-2:000000000000:stateMachine:application'],
  [{ 'Fn::GetAtt': ['GreetRole', 'Arn'] }, 'arn:aws:iam::000000000000:role/Rounds-GreetRole'],
  [{ Ref: 'AWS::Region' }, 'eu-west-2'],
  [{ 'Fn::Join': ['-', ['a', { Ref: 'AWS::AccountId' }, 3]] }, 'a-000000000000-3'],
  [{ 'Fn::Sub': `\${AWS::Partition}:\${Records}:\${Greet.Arn}:\${!kept}` }, /^aws:Rounds-Records:arn:.*:\$\{kept\}$/],
  [{ 'Fn::Sub': [`\${name}.\${AWS::URLSuffix}`, { name: { Ref: 'Records' } }] }, 'Rounds-Records.amazonaws.com'],
  [{ 'Fn::Select': [1, { 'Fn::Split': ['/', 'a/b/c'] }] }, 'b'],
  [{ 'Fn::Base64': 'text' }, 'dGV4dA=='],
  [{ list: [1, { Ref: 'AWS::NoValue' }, true], gone: { Ref: 'AWS::NoValue' } }, { list: [1, true] }],
  [{ Statement: { Condition: { StringEquals: {} } } }, { Statement: { Condition: { StringEquals: {} } } }],
])('resolves %j', (value, expected) => {
  const result = resolved(value);
  if (expected instanceof RegExp) expect(result).toMatch(expected);
  else expect(result).toEqual(expected);
});

it('gives parameters the value of the home, or their default', () => {
  const Parameters = { Url: { Type: 'String', Default: 'https://example.org' }, Days: { Type: 'Number', Default: 28 } };
  const value = { url: { Ref: 'Url' }, days: { Ref: 'Days' } };
  expect(resolved(value, { Parameters }, { parameters: { Url: 'http://127.0.0.1:3000' } })).toEqual({
    url: 'http://127.0.0.1:3000',
    days: 28,
  });
});

it('follows conditions and mappings, and leaves out resources whose condition fails', () => {
  const sections: Sections = {
    Mappings: { Sizes: { 'eu-west-2': { memory: 512 } } },
    Conditions: {
      InLondon: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'eu-west-2'] },
      Abroad: { 'Fn::Not': [{ Condition: 'InLondon' }] },
      Both: { 'Fn::And': [{ Condition: 'InLondon' }, { Condition: 'Abroad' }] },
      Either: { 'Fn::Or': [{ Condition: 'InLondon' }, { Condition: 'Abroad' }] },
    },
    Resources: {
      Subject: {
        Type: 'AWS::Events::Rule',
        Properties: {
          Both: { 'Fn::If': ['Both', 'yes', { Ref: 'AWS::NoValue' }] },
          Either: { 'Fn::If': ['Either', { Ref: 'AWS::Region' }, { Ref: 'Nothing' }] },
          Memory: { 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, 'memory'] },
        },
      },
      Elsewhere: { Type: 'AWS::Nobody::Knows', Condition: 'Abroad' },
    },
  };
  const resources = read([stack('Rounds', sections)]);
  expect(resources.map(({ properties }) => properties)).toEqual([{ Either: 'eu-west-2', Memory: 512 }]);
});

it('carries exports and outputs from one stack into another', () => {
  const data = stack('Data', {
    Resources: { Records: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'records' } } },
    Outputs: {
      Table: { Value: { Ref: 'Records' }, Export: { Name: { 'Fn::Sub': `\${AWS::StackName}:Table` } } },
      Arn: { Value: { 'Fn::GetAtt': ['Records', 'Arn'] } },
    },
  });
  const service = stack('Service', {
    Resources: {
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: {
          Table: { 'Fn::ImportValue': 'Data:Table' },
          Arn: { 'Fn::GetStackOutput': { StackName: 'Data', OutputName: 'Arn' } },
        },
      },
    },
  });
  expect(read([data, service])[1]?.properties).toEqual({
    Table: 'records',
    Arn: 'arn:aws:dynamodb:eu-west-2:000000000000:table/records',
  });
});

it('names each resource, where it comes from and what becomes of it', () => {
  const Resources = {
    Greet: {
      Type: 'AWS::Lambda::Function',
      Metadata: { 'aws:cdk:path': 'Rounds/Greet/Resource' },
      Properties: { Timeout: 3 },
    },
    GreetRole: { Type: 'AWS::IAM::Role', Properties: { Unresolvable: { 'Fn::Nonsense': 1 } } },
  };
  expect(read([stack('Rounds', { Resources })])).toEqual([
    {
      logicalId: 'Greet',
      path: 'Rounds/Greet/Resource',
      stack: 'Rounds',
      type: 'AWS::Lambda::Function',
      place: { place: 'run', by: 'functions' },
      name: 'Rounds-Greet',
      arn: 'arn:aws:lambda:eu-west-2:000000000000:function:Rounds-Greet',
      properties: { Timeout: 3 },
    },
    {
      logicalId: 'GreetRole',
      path: 'Rounds/GreetRole',
      stack: 'Rounds',
      type: 'AWS::IAM::Role',
      place: { place: 'not-run', because: 'all parts of the home are one user of this machine' },
      name: 'Rounds-GreetRole',
      arn: 'arn:aws:iam::000000000000:role/Rounds-GreetRole',
      properties: {},
    },
  ]);
});

it('refuses a type that has no place, by name', () => {
  const Resources = { Cluster: { Type: 'AWS::EKS::Cluster', Metadata: { 'aws:cdk:path': 'Rounds/Cluster/Resource' } } };
  expect(() => read([stack('Rounds', { Resources })])).toThrow(
    'Rounds/Cluster/Resource: a AWS::EKS::Cluster has no place on one machine',
  );
});

it.each([
  [{ deep: [{ 'Fn::Cidr': [] }] }, 'Rounds/Resources/Subject/Properties/Value/deep/0: Fn::Cidr is not known here'],
  [{ Ref: 'Nobody' }, 'Properties/Value/Ref: there is no Nobody in the stack Rounds'],
  [{ 'Fn::GetAtt': ['Greet', 'SnapStart'] }, 'the attribute SnapStart of AWS::Lambda::Function is not known here'],
  [{ 'Fn::ImportValue': 'Data:Table' }, 'no stack exports Data:Table'],
  ['a {{resolve:ssm:/rounds/key}} b', 'the dynamic reference resolve:ssm:/rounds/key has no value here'],
  [{ 'Fn::Join': ['', [{ Ref: 'AWS::NoValue' }], 1] }, 'needs a list of 2'],
  [{ 'Fn::Select': [7, ['a']] }, 'there is no item 7 among 1'],
  [{ 'Fn::If': ['Nowhere', 1, 2] }, 'there is no condition Nowhere'],
])('refuses %j, saying where and why', (value, problem) => {
  expect(() => resolved(value)).toThrow(problem);
});

it('gives dynamic references the value that the home has for them', () => {
  const dynamicReferences = { 'resolve:ssm:/rounds/key': 'secret' };
  expect(resolved('a {{resolve:ssm:/rounds/key}} b', {}, { dynamicReferences })).toBe('a secret b');
});

it('refuses a parameter that nobody gives a value', () => {
  const Parameters = { Version: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/version' } };
  expect(() => resolved({ Ref: 'Version' }, { Parameters })).toThrow('the parameter Version has no value');
});
