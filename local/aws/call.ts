/**
 * Calls any action of an AWS service through that service's own SDK client, with the parameters and results of its
 * HTTP API (`TableName`, `Key`…), as Step Functions' `aws-sdk:` integrations and Scheduler's universal targets do.
 *
 * @param service the client package's name without `@aws-sdk/client-`: `dynamodb`, `sesv2`, `sfn`, `s3`, `scheduler`
 * @param action in camel case: `updateItem`
 * @throws the SDK's own error of that service
 */
export type CallAws = (service: string, action: string, parameters: unknown) => Promise<unknown>;
