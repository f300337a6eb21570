import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { Settings } from '../settings.ts';

/** Why nothing is deployed, as a sentence for whoever deploys. */
export class DeployError extends Error {
  override readonly name = 'DeployError';
}

/**
 * The account whose credentials the environment holds. Each stage (trial, live) has an account of its own: nothing of one
 * can reach the other, and a wrong profile is noticed here.
 *
 * @throws DeployError without credentials, or when they are of another account than the settings name
 */
export async function checkAccount({ region, account }: Pick<Settings, 'region' | 'account'>): Promise<string> {
  const client = new STSClient({ region });
  const { Account } = await client.send(new GetCallerIdentityCommand()).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : 'unknown';
    throw new DeployError(`AWS does not say who deploys (${why}): sign in first, for example with AWS_PROFILE`);
  });
  if (!Account) throw new DeployError('AWS does not say which account the credentials belong to');
  if (account !== undefined && account !== Account) {
    throw new DeployError(`the credentials are of account ${Account}, the settings are for ${account}`);
  }
  return Account;
}
