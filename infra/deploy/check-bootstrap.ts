import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DeployError } from './check-account.ts';

/** The stack of CDK's own bucket and roles: https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping.html */
const BOOTSTRAP_STACK = 'CDKToolkit';

/** @throws DeployError that names the command for the regions in which CDK cannot deploy yet */
export async function checkBootstrap(account: string, regions: readonly string[]): Promise<void> {
  const missing: string[] = [];
  for (const region of new Set(regions)) {
    if (!(await isThere(region))) missing.push(`aws://${account}/${region}`);
  }
  if (missing.length > 0) {
    throw new DeployError(`CDK has not been set up here yet, once do: npx cdk bootstrap ${missing.join(' ')}`);
  }
}

async function isThere(region: string): Promise<boolean> {
  try {
    await new CloudFormationClient({ region }).send(new DescribeStacksCommand({ StackName: BOOTSTRAP_STACK }));
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'ValidationError') return false;
    throw error;
  }
}
