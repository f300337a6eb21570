import { type AwsShape, fromSdk, toSdk } from './shape.ts';

/**
 * Calls any action of an AWS service through that service's own SDK client, with the parameters and results of its
 * HTTP API (`TableName`, `Key`…), as Step Functions' `aws-sdk:` integrations and Scheduler's universal targets do.
 *
 * @param service the client package's name without `@aws-sdk/client-`: `dynamodb`, `sesv2`, `sfn`, `s3`, `scheduler`
 * @param action in camel case: `updateItem`
 * @throws the SDK's own error of that service
 */
export type CallAws = (service: string, action: string, parameters: unknown) => Promise<unknown>;

/** No such service or action can be called here: its client is not installed, does not know it, or has no endpoint. */
export class AwsActionNotFoundError extends Error {
  override readonly name = 'AwsActionNotFoundError';
}

/** The two classes of an SDK package that a call needs. */
export interface AwsAction {
  readonly Client: new (config: object) => AwsClient;
  readonly Command: new (input: unknown) => object;
}

interface AwsClient {
  send(command: object): Promise<AwsShape>;
}

/**
 * @param endpoints URL by service. A service that is not named here is refused: the home never calls AWS itself.
 */
export function createCallAws(region: string, endpoints: Readonly<Record<string, string>>): CallAws {
  const clients = new Map<string, AwsClient>();
  return async (service, action, parameters) => {
    const { Client, Command } = await findAwsAction(service, action);
    const endpoint = endpoints[service];
    if (endpoint === undefined) throw new AwsActionNotFoundError(`the AWS service "${service}" has no endpoint here`);
    let client = clients.get(service);
    if (client === undefined) {
      const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
      client = new Client({ region, endpoint, credentials, forcePathStyle: true, cacheMiddleware: true });
      clients.set(service, client);
    }
    return fromSdk(service, await client.send(new Command(toSdk(service, parameters))));
  };
}

/**
 * Finds the client and command of an action among the installed SDK packages.
 *
 * @throws AwsActionNotFoundError naming what is missing
 */
export async function findAwsAction(service: string, action: string): Promise<AwsAction> {
  const exports = await importClient(service);
  const command = `${action.charAt(0).toUpperCase()}${action.slice(1)}Command`;
  const client = Object.keys(exports).find((name) => /^[A-Z].*Client$/.test(name));
  const [Client, Command] = [client && exports[client], exports[command]];
  if (typeof Client !== 'function' || typeof Command !== 'function') {
    throw new AwsActionNotFoundError(`the AWS service "${service}" has no action "${action}"`);
  }
  return { Client, Command } as unknown as AwsAction;
}

async function importClient(service: string): Promise<Record<string, unknown>> {
  const packageName = `@aws-sdk/client-${service}`;
  try {
    if (/^[a-z0-9-]+$/.test(service)) return (await import(packageName)) as Record<string, unknown>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
  }
  throw new AwsActionNotFoundError(
    `the AWS service "${service}" cannot be called here: ${packageName} is not installed`,
  );
}
