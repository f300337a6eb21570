import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { environment } from '../environment.ts';
import { logged } from '../log.ts';
import { createGuardEdge } from './guard-edge.ts';

const secrets = new SecretsManagerClient();
const SecretId = environment('EDGE_SECRET');

/** @returns undefined when the secret has no such version: it was never changed */
async function readKey(VersionStage: 'AWSCURRENT' | 'AWSPREVIOUS'): Promise<string | undefined> {
  try {
    return (await secrets.send(new GetSecretValueCommand({ SecretId, VersionStage }))).SecretString;
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    return undefined;
  }
}

export const handler = logged(
  createGuardEdge({
    // read at each invocation: API Gateway asks once an hour for each key
    readKeys: async () =>
      (await Promise.all([readKey('AWSCURRENT'), readKey('AWSPREVIOUS')])).filter((key) => key !== undefined),
  }),
);
