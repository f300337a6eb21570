/** The parts of the home that run resources. */
const PARTS = [
  'dynamodb',
  'events',
  'functions',
  'http-api',
  'mail',
  'objects',
  'queues',
  'scheduler',
  'sign-in',
  'states',
  'streams',
] as const;
export type Part = (typeof PARTS)[number];

export type Place =
  | { readonly place: 'run'; readonly by: Part }
  /** Has no meaning on one machine; the reason is shown on the home's page. */
  | { readonly place: 'not-run'; readonly because: string };

const RUN: Readonly<Record<string, Part>> = {
  'AWS::ApiGatewayV2::Api': 'http-api',
  'AWS::ApiGatewayV2::Integration': 'http-api',
  'AWS::ApiGatewayV2::Route': 'http-api',
  'AWS::ApiGatewayV2::Stage': 'http-api',
  'AWS::Cognito::UserPool': 'sign-in',
  'AWS::Cognito::UserPoolClient': 'sign-in',
  'AWS::Cognito::UserPoolGroup': 'sign-in',
  'AWS::DynamoDB::GlobalTable': 'dynamodb',
  'AWS::DynamoDB::Table': 'dynamodb',
  'AWS::Events::Rule': 'events',
  'AWS::Lambda::EventSourceMapping': 'streams',
  'AWS::Lambda::Function': 'functions',
  'AWS::S3::Bucket': 'objects',
  'AWS::SES::ConfigurationSet': 'mail',
  'AWS::SES::ConfigurationSetEventDestination': 'mail',
  'AWS::SES::EmailIdentity': 'mail',
  'AWS::SQS::Queue': 'queues',
  'AWS::Scheduler::Schedule': 'scheduler',
  'AWS::Scheduler::ScheduleGroup': 'scheduler',
  'AWS::StepFunctions::StateMachine': 'states',
};

/** By type, or by service where no type of that service would run. */
const NOT_RUN: Readonly<Record<string, string>> = {
  'AWS::ApiGatewayV2::Authorizer': 'it looks for the key of CloudFront, which does not stand before the home',
  'AWS::ApiGatewayV2::ApiMapping': 'PUBLIC_URL names the service',
  'AWS::ApiGatewayV2::DomainName': 'PUBLIC_URL names the service',
  'AWS::CDK::Metadata': 'CDK keeps statistics with it',
  'AWS::CertificateManager': 'a TLS proxy before the home has the certificate',
  'AWS::CloudFront': 'the public door answers itself',
  'AWS::CloudWatch': 'nothing is measured in the background',
  'AWS::Cognito::ManagedLoginBranding': 'test people sign in at a page of the home itself',
  'AWS::Cognito::UserPoolDomain': 'test people sign in at a page of the home itself',
  'AWS::IAM': 'all parts of the home are one user of this machine',
  'AWS::KMS': "the machine's own disk encryption serves",
  'AWS::Lambda::EventInvokeConfig': 'no function is invoked asynchronously but by the home itself',
  'AWS::Lambda::Permission': 'all parts of the home are one user of this machine',
  'AWS::Logs': 'functions log into files of the data folder',
  'AWS::Route53': 'PUBLIC_URL names the service',
  'AWS::S3::BucketPolicy': 'all parts of the home are one user of this machine',
  'AWS::SecretsManager': 'only CloudFront and its guard have a secret between them',
  'AWS::SNS': 'only alarms tell it anything',
  'AWS::SQS::QueuePolicy': 'all parts of the home are one user of this machine',
  'AWS::WAFv2': 'a proxy before the home may have a firewall',
  'AWS::XRay': 'an execution shows its whole history',
};

/** What becomes of a resource of a type on one machine; undefined when nobody has decided: then it is refused. */
export function placeOf(type: string): Place | undefined {
  const by = RUN[type];
  if (by) return { place: 'run', by };
  const service = type.split('::').slice(0, 2).join('::');
  const because = NOT_RUN[type] ?? NOT_RUN[service];
  return because === undefined ? undefined : { place: 'not-run', because };
}
