/** A resource as other resources refer to it. */
export interface Identity {
  readonly name: string;
  readonly region: string;
  readonly account: string;
  /** Where the home signs people in, as an OpenID Connect issuer. */
  readonly signIn: string;
}

export interface Attributes {
  /** The property that gives the physical name; without it, or when it is unset, the logical id does. */
  readonly nameProperty?: string;
  /** Whether the name may have no capitals (S3). */
  readonly lowerCase?: boolean;
  readonly arn?: (identity: Identity) => string;
  /** What `Ref` gives. Default: the name. */
  readonly ref?: (identity: Identity) => string;
  /** What `Fn::GetAtt` gives, apart from `Arn`. */
  readonly others?: Readonly<Record<string, (identity: Identity) => string>>;
}

const arn = (service: string, resource: string) => (identity: Identity) =>
  `arn:aws:${service}:${identity.region}:${identity.account}:${resource}${identity.name}`;
/** Of services whose names belong to the account or the world, not to a region. */
const globalArn = (service: string, resource: string) => (identity: Identity) =>
  `arn:aws:${service}::${identity.account}:${resource}${identity.name}`;

/** AWS labels a stream with the instant when it was switched on; here a table has only ever one. */
export const streamArnOf = (tableArn: string) => `${tableArn}/stream/2026-01-01T00:00:00.000`;

const bucketArn = ({ name }: Identity) => `arn:aws:s3:::${name}`;
const tableArn = arn('dynamodb', 'table/');
const table: Attributes = {
  nameProperty: 'TableName',
  arn: tableArn,
  others: { StreamArn: (identity) => streamArnOf(tableArn(identity)) },
};
const queueUrl = ({ name, region, account }: Identity) => `https://sqs.${region}.amazonaws.com/${account}/${name}`;
const stateMachineArn = arn('states', 'stateMachine:');
const topicArn = arn('sns', '');
const certificateArn = arn('acm', 'certificate/');

/**
 * How `Ref` and `Fn::GetAtt` look for each type of resource that others refer to, whether it runs here or not. See
 * "Return values" of each type in https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/
 */
const ATTRIBUTES: Readonly<Record<string, Attributes>> = {
  'AWS::ApiGatewayV2::Api': {
    others: {
      ApiId: ({ name }) => name,
      ApiEndpoint: ({ name, region }) => `https://${name}.execute-api.${region}.amazonaws.com`,
    },
  },
  'AWS::ApiGatewayV2::Authorizer': {},
  'AWS::ApiGatewayV2::Integration': {},
  'AWS::ApiGatewayV2::Route': {},
  'AWS::ApiGatewayV2::Stage': { nameProperty: 'StageName' },
  'AWS::CertificateManager::Certificate': { arn: certificateArn, ref: certificateArn },
  'AWS::CloudFront::Distribution': { others: { DomainName: ({ name }) => `${name.toLowerCase()}.cloudfront.net` } },
  'AWS::CloudWatch::Alarm': { nameProperty: 'AlarmName', arn: arn('cloudwatch', 'alarm:') },
  'AWS::Cognito::UserPool': { nameProperty: 'UserPoolName', others: { ProviderURL: ({ signIn }) => signIn } },
  'AWS::Cognito::UserPoolClient': { nameProperty: 'ClientName' },
  'AWS::Cognito::UserPoolGroup': { nameProperty: 'GroupName' },
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::DynamoDB::Table': table,
  'AWS::Events::Rule': { nameProperty: 'Name', arn: arn('events', 'rule/') },
  'AWS::IAM::Role': { nameProperty: 'RoleName', arn: globalArn('iam', 'role/') },
  'AWS::KMS::Key': { arn: arn('kms', 'key/'), others: { KeyId: ({ name }) => name } },
  'AWS::Lambda::EventSourceMapping': { others: { Id: ({ name }) => name } },
  'AWS::Lambda::Function': { nameProperty: 'FunctionName', arn: arn('lambda', 'function:') },
  'AWS::Logs::LogGroup': {
    nameProperty: 'LogGroupName',
    arn: (identity) => `${arn('logs', 'log-group:')(identity)}:*`,
  },
  'AWS::S3::Bucket': {
    nameProperty: 'BucketName',
    lowerCase: true,
    arn: bucketArn,
    others: {
      DomainName: ({ name }) => `${name}.s3.amazonaws.com`,
      RegionalDomainName: ({ name, region }) => `${name}.s3.${region}.amazonaws.com`,
    },
  },
  'AWS::SES::ConfigurationSet': { nameProperty: 'Name' },
  'AWS::SES::ConfigurationSetEventDestination': {},
  'AWS::SES::EmailIdentity': { nameProperty: 'EmailIdentity' },
  'AWS::SNS::Topic': { nameProperty: 'TopicName', ref: topicArn, others: { TopicArn: topicArn } },
  'AWS::SQS::Queue': {
    nameProperty: 'QueueName',
    arn: arn('sqs', ''),
    ref: queueUrl,
    others: { QueueName: ({ name }) => name, QueueUrl: queueUrl },
  },
  'AWS::Scheduler::Schedule': { nameProperty: 'Name' },
  'AWS::Scheduler::ScheduleGroup': { nameProperty: 'Name', arn: arn('scheduler', 'schedule-group/') },
  'AWS::StepFunctions::StateMachine': {
    nameProperty: 'StateMachineName',
    arn: stateMachineArn,
    ref: stateMachineArn,
    others: { Name: ({ name }) => name },
  },
  'AWS::SecretsManager::Secret': { nameProperty: 'Name', ref: arn('secretsmanager', 'secret:') },
  'AWS::WAFv2::WebACL': { nameProperty: 'Name', arn: arn('wafv2', 'global/webacl/') },
};

/** How resources of a type are referred to; undefined for a type that nothing refers to so far. */
export function attributesOf(type: string): Attributes | undefined {
  return ATTRIBUTES[type];
}
