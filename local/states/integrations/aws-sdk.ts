import type { CallAws } from '../../aws/call.ts';
import type { Failure } from '../interpreter/failure.ts';
import type { Outcome } from '../interpreter/task.ts';
import type { Json } from '../json.ts';

/** Spelling of service names in error names, where it is not just a capital: that of the SDK for Java. */
const SPELLINGS: Readonly<Record<string, string>> = { dynamodb: 'DynamoDb', sesv2: 'SesV2' };

/** `aws-sdk:<service>:<action>`: https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html */
export async function callSdk(callAws: CallAws, service: string, action: string, parameters: Json): Promise<Outcome> {
  try {
    return { ok: true, output: (await callAws(service, action, parameters)) as Json };
  } catch (error) {
    return { ok: false, failure: sdkFailure(service, error as SdkError) };
  }
}

/** What the clients of the AWS SDK throw. */
interface SdkError extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
}

/**
 * `DynamoDb.ConditionalCheckFailedException`: the service, a dot, the error with the ending `Exception` whether its API
 * has it or not; an error that the API does not declare goes by the service's own: `DynamoDb.DynamoDbException`.
 */
function sdkFailure(service: string, error: SdkError): Failure {
  const prefix = SPELLINGS[service] ?? `${service.charAt(0).toUpperCase()}${service.slice(1)}`;
  const { $metadata } = error;
  if ($metadata?.httpStatusCode === undefined) {
    return { error: `${prefix}.SdkClientException`, cause: error.message };
  }
  // clients throw a class of its own for every error that is declared, and their base class for all others
  const declared = !error.constructor.name.endsWith('ServiceException');
  const name = declared ? error.name.replace(/Exception$/, '') : prefix;
  const { httpStatusCode, requestId = 'none' } = $metadata;
  return {
    error: `${prefix}.${name}Exception`,
    cause: `${error.message} (Service: ${prefix}, Status Code: ${httpStatusCode}, Request ID: ${requestId})`,
  };
}
