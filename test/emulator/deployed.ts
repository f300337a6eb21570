import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { EDGE_SECRET_NAME } from '../../infra/constructs/edge-guard.ts';
import { ACCOUNT, type Emulator } from './emulator.ts';

const cdk = promisify(execFile);
const EDGE_REGION = 'us-east-1';
const LONGEST_OUTPUT = 2 ** 26;

/** One thing that was made. */
export interface Made {
  readonly stack: string;
  readonly type: string;
  readonly id: string;
  readonly name: string;
}

/** The service as the emulator's CloudFormation has made it. */
export interface Deployed {
  readonly region: string;
  readonly made: readonly Made[];
  /** Name of the table that it works on. */
  readonly table: string;
  /** What only CloudFront knows, on AWS. */
  readonly edgeKey: string;
  readonly access: { readonly region: string; readonly endpoint: string; readonly credentials: Credentials };
}

type Credentials = { readonly accessKeyId: string; readonly secretAccessKey: string };

/** The emulator takes a key of twelve digits for the account's number. */
const CREDENTIALS: Credentials = { accessKeyId: ACCOUNT, secretAccessKey: 'emulated' };

const manifest = z.object({
  artifacts: z.record(z.string(), z.object({ type: z.string(), environment: z.string().optional() })),
});

/**
 * Bootstraps CDK in the emulator and deploys every stack of an assembly, by the command line that deploys to AWS.
 *
 * @param publicUrl what links in mail begin with
 * @throws Error with what CDK said when CloudFormation refuses something
 */
export async function deploy(
  { url }: Emulator,
  assembly: string,
  region: string,
  publicUrl: string,
): Promise<Deployed> {
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL: url,
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
  };
  const call = (...args: string[]) =>
    cdk('cdk', [...args, '--app', assembly, '--ci'], { env, maxBuffer: LONGEST_OUTPUT });
  await call('bootstrap', `aws://${ACCOUNT}/${region}`, `aws://${ACCOUNT}/${EDGE_REGION}`);
  const parameters = ['--parameters', `DesignationRounds:PublicUrl=${publicUrl}`];
  await call('deploy', '--all', '--require-approval', 'never', ...parameters);

  const access = { region, endpoint: url, credentials: CREDENTIALS };
  const { artifacts } = manifest.parse(JSON.parse(readFileSync(join(assembly, 'manifest.json'), 'utf8')));
  const made: Made[] = [];
  for (const [stack, { type, environment = '' }] of Object.entries(artifacts)) {
    if (type !== 'aws:cloudformation:stack') continue;
    const isEdge = environment.endsWith(EDGE_REGION);
    made.push(...(await listResources(stack, { ...access, region: isEdge ? EDGE_REGION : region })));
  }
  const secrets = new SecretsManagerClient(access);
  const { SecretString = '' } = await secrets.send(new GetSecretValueCommand({ SecretId: EDGE_SECRET_NAME }));
  const table = nameOf(made, 'DynamoDB::GlobalTable', 'Records');
  return { region, made, table, edgeKey: SecretString, access };
}

async function listResources(stack: string, access: Deployed['access']): Promise<Made[]> {
  const made: Made[] = [];
  const pages = paginateListStackResources({ client: new CloudFormationClient(access) }, { StackName: stack });
  for await (const { StackResourceSummaries = [] } of pages) {
    for (const { ResourceType = '', LogicalResourceId = '', PhysicalResourceId = '' } of StackResourceSummaries) {
      made.push({ stack, type: ResourceType, id: LogicalResourceId, name: PhysicalResourceId });
    }
  }
  return made;
}

/** @param id the beginning of its logical id */
export function nameOf(made: readonly Made[], type: string, id: string): string {
  const found = made.find((one) => one.type === `AWS::${type}` && one.id.startsWith(id));
  if (!found) throw new Error(`the emulator has made no ${type} ${id}`);
  return found.name;
}
