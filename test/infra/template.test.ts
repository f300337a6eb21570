import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { ENVIRONMENT_NAMES } from '../../functions/environment.ts';
import { indexes } from '../../functions/store/keys.ts';
import { addStacks } from '../../infra/stacks.ts';
import { data, edge, service, settings } from './example-templates.ts';
import { unvalidatedApp } from './unvalidated-app.ts';

describe('the records table', () => {
  it('is kept, guarded, restorable, streamed and expires rows', () => {
    expect(() =>
      data.hasResource('AWS::DynamoDB::GlobalTable', {
        DeletionPolicy: 'Retain',
        UpdateReplacePolicy: 'Retain',
        Properties: {
          StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
          TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
          Replicas: [
            Match.objectLike({
              DeletionProtectionEnabled: true,
              PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
            }),
          ],
        },
      }),
    ).not.toThrow();
  });

  it('has the indexes that the store reads', () => {
    const [table] = Object.values(data.findResources('AWS::DynamoDB::GlobalTable'));
    const names = table?.Properties.GlobalSecondaryIndexes.map(({ IndexName }: { IndexName: string }) => IndexName);
    expect(names).toEqual(Object.keys(indexes));
  });

  it('is warmed for a large round with all its indexes', () => {
    const warmThroughput = { readUnitsPerSecond: 16_000, writeUnitsPerSecond: 16_000 };
    const scale = { ...settings.scale, warmThroughput };
    const warmed = Template.fromStack(addStacks(unvalidatedApp(), { ...settings, scale }).data);
    const WarmThroughput = { ReadUnitsPerSecond: 16_000, WriteUnitsPerSecond: 16_000 };
    expect(() =>
      warmed.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
        WarmThroughput,
        GlobalSecondaryIndexes: Object.keys(indexes).map((IndexName) =>
          Match.objectLike({ IndexName, WarmThroughput }),
        ),
      }),
    ).not.toThrow();
  });
});

describe('every function', () => {
  const functions = Object.entries(service.findResources('AWS::Lambda::Function'));

  it.each(functions)('%s runs on Node 24 and arm64, with a role and a log group of its own', (_, { Properties }) => {
    expect(Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Role: { 'Fn::GetAtt': [expect.any(String), 'Arn'] },
      LoggingConfig: { LogGroup: { Ref: expect.any(String) } },
    });
    const roles = functions.filter(
      ([, other]) => other.Properties.Role['Fn::GetAtt'][0] === Properties.Role['Fn::GetAtt'][0],
    );
    expect(roles).toHaveLength(1);
  });

  it.each(functions)('%s is given only variables that functions know', (_, { Properties }) => {
    const given = Object.keys(Properties.Environment?.Variables ?? {});
    expect(given.filter((name) => !(ENVIRONMENT_NAMES as readonly string[]).includes(name))).toEqual([]);
  });
});

describe('permissions', () => {
  const statements = Object.values(service.findResources('AWS::IAM::Policy')).flatMap(
    ({ Properties }) => Properties.PolicyDocument.Statement as { Action: string | string[]; Resource: unknown }[],
  );

  it('name their actions one by one', () => {
    const actions = statements.flatMap(({ Action }) => Action);
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
    expect(actions).toContain('dynamodb:UpdateItem');
  });

  it('let the workflow call just what its definition calls', () => {
    const [machine] = Object.values(service.findResources('AWS::StepFunctions::StateMachine'));
    const role = machine?.Properties.RoleArn['Fn::GetAtt'][0];
    const policies = Object.values(service.findResources('AWS::IAM::Policy')).filter(({ Properties }) =>
      Properties.Roles.some(({ Ref }: { Ref: string }) => Ref === role),
    );
    const actions = policies
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
      .flatMap(({ Action }: { Action: string | string[] }) => Action)
      .filter((action) => !/^(kms|logs|xray):/.test(action));
    expect(new Set(actions)).toEqual(new Set(['lambda:InvokeFunction', 'dynamodb:UpdateItem']));
  });
});

it('keeps what applicants wrote out of the histories of executions', () => {
  expect(() =>
    service.hasResourceProperties('AWS::StepFunctions::StateMachine', {
      LoggingConfiguration: { IncludeExecutionData: false, Level: 'ALL' },
    }),
  ).not.toThrow();
});

it('sends mail by TLS only, and hears of bounces', () => {
  expect(() =>
    service.hasResourceProperties('AWS::SES::ConfigurationSet', { DeliveryOptions: { TlsPolicy: 'REQUIRE' } }),
  ).not.toThrow();
  expect(() =>
    service.hasResourceProperties('AWS::SES::ConfigurationSetEventDestination', {
      EventDestination: { MatchingEventTypes: Match.arrayWith(['bounce']) },
    }),
  ).not.toThrow();
});

it('puts every schedule in a group and gives it a dead-letter queue', () => {
  expect(() =>
    service.allResourcesProperties('AWS::Scheduler::Schedule', {
      GroupName: Match.anyValue(),
      Target: { DeadLetterConfig: { Arn: Match.anyValue() } },
    }),
  ).not.toThrow();
});

it('has at most two listeners on the stream, with a place for what they cannot take', () => {
  expect(() => service.resourceCountIs('AWS::Lambda::EventSourceMapping', 2)).not.toThrow();
  expect(() =>
    service.allResourcesProperties('AWS::Lambda::EventSourceMapping', {
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
    }),
  ).not.toThrow();
});

it('works on as many rows and mails at a time as the settings say', () => {
  const mappings = Object.values(service.findResources('AWS::Lambda::EventSourceMapping'));
  expect(mappings.map(({ Properties }) => Properties)).toEqual([
    expect.objectContaining({ ParallelizationFactor: settings.scale.streamLanes, BatchSize: 25 }),
    expect.objectContaining({ ParallelizationFactor: settings.scale.streamLanes, BatchSize: 25 }),
  ]);
  const slow = { ...settings, scale: { ...settings.scale, streamLanes: 2, mailsPerSecond: 1 } };
  const template = Template.fromStack(addStacks(unvalidatedApp(), slow).service);
  expect(() =>
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', { ParallelizationFactor: 2, BatchSize: 3 }),
  ).not.toThrow();
});

it('stands behind a firewall and TLS 1.2 at the edge', () => {
  expect(() =>
    edge.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        WebACLId: Match.anyValue(),
        ViewerCertificate: { MinimumProtocolVersion: 'TLSv1.2_2021' },
      },
    }),
  ).not.toThrow();
});

it('has rules of AWS and a limit for each address at the edge', () => {
  const [firewall] = Object.values(edge.findResources('AWS::WAFv2::WebACL'));
  const statements: object[] = firewall?.Properties.Rules.map(({ Statement }: { Statement: object }) => Statement);
  expect(statements).toEqual([
    { ManagedRuleGroupStatement: expect.objectContaining({ Name: 'AWSManagedRulesCommonRuleSet' }) },
    { ManagedRuleGroupStatement: expect.objectContaining({ Name: 'AWSManagedRulesKnownBadInputsRuleSet' }) },
    { ManagedRuleGroupStatement: expect.objectContaining({ Name: 'AWSManagedRulesAmazonIpReputationList' }) },
    {
      RateBasedStatement: {
        AggregateKeyType: 'IP',
        EvaluationWindowSec: 300,
        Limit: settings.scale.requestsPerAddress,
      },
    },
  ]);
});

it('reaches the API by the public name only, and tells it who the viewer is', () => {
  expect(() =>
    service.hasResourceProperties('AWS::ApiGatewayV2::Api', { DisableExecuteApiEndpoint: true }),
  ).not.toThrow();
  expect(() =>
    service.hasResourceProperties('AWS::ApiGatewayV2::DomainName', { DomainName: settings.domain }),
  ).not.toThrow();
  expect(() =>
    edge.hasResourceProperties('AWS::CloudFront::OriginRequestPolicy', {
      OriginRequestPolicyConfig: { HeadersConfig: { Headers: ['CloudFront-Viewer-Address'] } },
    }),
  ).not.toThrow();
});

it('lets nobody go round CloudFront: every route asks for the key that only the edge sends', () => {
  expect(() =>
    service.allResourcesProperties('AWS::ApiGatewayV2::Route', {
      AuthorizationType: 'CUSTOM',
      AuthorizerId: Match.anyValue(),
    }),
  ).not.toThrow();
  const [distribution] = Object.values(edge.findResources('AWS::CloudFront::Distribution'));
  expect(distribution?.Properties.DistributionConfig.Origins[0].OriginCustomHeaders).toEqual([
    {
      HeaderName: 'x-from-cloudfront',
      HeaderValue: '{{resolve:secretsmanager:designation-rounds/edge-key:SecretString:::}}',
    },
  ]);
});

describe('staff', () => {
  it('sign in by a user pool of ours with a second factor, which nobody joins by themselves', () => {
    expect(() =>
      service.hasResource('AWS::Cognito::UserPool', {
        DeletionPolicy: 'Retain',
        Properties: {
          AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
          EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
          MfaConfiguration: 'ON',
        },
      }),
    ).not.toThrow();
    expect(() =>
      service.hasResourceProperties('AWS::Cognito::UserPoolClient', {
        AllowedOAuthFlows: ['code'],
        GenerateSecret: false,
      }),
    ).not.toThrow();
  });

  it('sign in by the provider that the settings name, and then there is no pool', () => {
    const oidc = { issuer: 'https://sign-in.example.org', clientId: 'console', groupsClaim: 'roles' };
    const template = Template.fromStack(addStacks(unvalidatedApp(), { ...settings, oidc }).service);
    expect(() => template.resourceCountIs('AWS::Cognito::UserPool', 0)).not.toThrow();
    expect(() =>
      template.hasResourceProperties('AWS::Lambda::Function', {
        Environment: {
          Variables: { OIDC_ISSUER: oidc.issuer, OIDC_CLIENT_ID: oidc.clientId, OIDC_GROUPS_CLAIM: oidc.groupsClaim },
        },
      }),
    ).not.toThrow();
  });
});

it('encrypts records, logs and histories with a key of its own', () => {
  expect(() =>
    data.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
    }),
  ).not.toThrow();
  expect(() => data.hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true })).not.toThrow();
  expect(() =>
    service.allResourcesProperties('AWS::Logs::LogGroup', { KmsKeyId: Match.anyValue(), RetentionInDays: 365 }),
  ).not.toThrow();
  expect(() =>
    service.allResourcesProperties('AWS::StepFunctions::StateMachine', {
      EncryptionConfiguration: { Type: 'CUSTOMER_MANAGED_KMS_KEY' },
    }),
  ).not.toThrow();
});

describe('the key of histories', () => {
  type Statement = { Action: string | string[]; Resource: unknown; Condition?: Record<string, unknown> };
  const statements = Object.values(service.findResources('AWS::IAM::Policy')).map(({ Properties }) => ({
    role: JSON.stringify(Properties.Roles),
    all: Properties.PolicyDocument.Statement as Statement[],
  }));
  const may = (all: readonly Statement[], action: string) => all.some(({ Action }) => [Action].flat().includes(action));

  it.each(Object.entries(service.findResources('AWS::StepFunctions::StateMachine')))(
    '%s may be used by its role, for the very name that it has',
    (_, { Properties }) => {
      const role: string = Properties.RoleArn['Fn::GetAtt'][0];
      const own = statements.filter((one) => one.role.includes(role)).flatMap(({ all }) => all);
      const forMachine = own.filter(({ Condition }) =>
        JSON.stringify(Condition)?.includes('aws:states:stateMachineArn'),
      );
      expect(may(forMachine, 'kms:Decrypt') && may(forMachine, 'kms:GenerateDataKey')).toBe(true);
      expect(JSON.stringify(forMachine)).toContain(`:stateMachine:${Properties.StateMachineName}"`);
    },
  );

  it('may be used by everybody who starts executions, answers their tasks or looks at them', () => {
    const callers = statements.filter(({ all }) =>
      ['states:StartExecution', 'states:SendTaskSuccess', 'states:DescribeExecution'].some((call) => may(all, call)),
    );
    expect(callers.length).toBeGreaterThan(4);
    for (const { role, all } of callers) {
      const byStates = all.filter(({ Condition }) => JSON.stringify(Condition)?.includes('"states.'));
      expect([role, may(byStates, 'kms:Decrypt'), may(byStates, 'kms:GenerateDataKey')]).toEqual([role, true, true]);
    }
  });
});

it('loses nothing that is delivered by events: rules have dead-letter queues', () => {
  expect(() =>
    service.allResourcesProperties('AWS::Events::Rule', {
      Targets: [Match.objectLike({ DeadLetterConfig: { Arn: Match.anyValue() } })],
    }),
  ).not.toThrow();
});
