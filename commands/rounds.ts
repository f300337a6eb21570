/**
 * `npm run rounds -- SUBCOMMAND …`: what programme managers do with rounds. The last line of the output is the outcome in
 * a word; a refusal is said on the error output, with exit code 1.
 */
import { argv, stderr, stdout } from 'node:process';
import { isAnsweredYes } from './ask.ts';
import { roundRefusal } from './rounds/refusal.ts';
import { runRounds } from './rounds/run.ts';
import { SUBCOMMANDS, USAGE, usageOf } from './rounds/subcommands.ts';

const isAgreed = (lines: readonly string[]) => isAnsweredYes(lines.join('\n'));

const showSignIn = (address: string) =>
  stderr.write(`To sign in, open this in the browser of this computer:\n${address}\n`);

const showTarget = (description: string) => stderr.write(`on ${description}\n`);

const [name = '--help', ...args] = argv.slice(2);
const subcommand = SUBCOMMANDS.get(name);
if (name === '--help') {
  stdout.write(USAGE);
} else if (subcommand && args.includes('--help')) {
  stdout.write(usageOf(name, subcommand));
} else {
  try {
    stdout.write(`${(await runRounds([name, ...args], { isAgreed, showSignIn, showTarget })).join('\n')}\n`);
  } catch (error) {
    const sentence = roundRefusal(error);
    if (sentence === undefined) throw error;
    stderr.write(`${sentence}\n`);
    process.exitCode = 1;
  }
}
