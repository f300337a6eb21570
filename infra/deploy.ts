import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { checkAccount, DeployError } from './deploy/check-account.ts';
import { checkBootstrap } from './deploy/check-bootstrap.ts';
import { mailLimits } from './deploy/mail-limits.ts';
import { readSettings } from './settings.ts';

const HELP = `npm run deploy -- --settings FILE [--yes] [--diff]

Deploys the service with the AWS credentials of your environment (AWS_PROFILE and the like):
looks whether they are of the account that the settings name and whether CDK can deploy there, shows what would change,
asks, deploys, and says what is left to do. docs/deploying.md is the guide for the first time.

  --settings FILE   a copy of settings.example.json, filled in
  --diff            only show what would change
  --yes             do not ask
`;

/** @throws DeployError when it fails: it has said why itself */
async function cdk(...args: string[]): Promise<void> {
  const child = spawn('cdk', args, { stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new DeployError(`cdk ${args[0]} failed`);
}

async function confirmed(): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question('Deploy this? Type yes: ');
  terminal.close();
  return answer.trim() === 'yes';
}

async function deploy(file: string, options: { readonly diff: boolean; readonly yes: boolean }): Promise<void> {
  const settings = readSettings(file);
  const account = await checkAccount(settings);
  console.log(`account ${account}, ${settings.region} (and us-east-1 for the edge), ${settings.domain}`);
  await checkBootstrap(account, [settings.region, 'us-east-1']);
  const context = ['-c', `settings=${file}`];
  await cdk('diff', ...context);
  if (options.diff) return;
  if (!options.yes && !(await confirmed())) throw new DeployError('nothing was deployed');
  await cdk('deploy', '--all', '--require-approval', 'never', ...context);
  for (const line of await mailLimits(settings)) console.log(line);
}

try {
  const { values } = parseArgs({
    options: {
      settings: { type: 'string' },
      diff: { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || !values.settings) {
    console.log(HELP);
    process.exitCode = values.help ? 0 : 2;
  } else await deploy(values.settings, values);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
