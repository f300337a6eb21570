/**
 * `npm run cases -- SUBCOMMAND …`: what the helpdesk does with cases. The last line of the output is the outcome in a
 * word; a refusal is one sentence on the error output, and exit code 1.
 */
import { argv, stderr, stdout } from 'node:process';
import { Call, UsageError } from './cases/call.ts';
import { openDesk } from './cases/open-desk.ts';
import { refusalSentence } from './cases/refusal.ts';
import { SUBCOMMANDS, USAGE } from './cases/subcommands.ts';

async function cases([name = '', ...args]: readonly string[]): Promise<void> {
  const subcommand = SUBCOMMANDS.get(name);
  if (!subcommand) throw new UsageError(`there is no subcommand "${name}": npm run cases -- --help`);
  const call = new Call(subcommand, args);
  const { desk, close } = await openDesk(call, new Date());
  try {
    stdout.write(`${(await subcommand.run(desk, call)).join('\n')}\n`);
  } finally {
    await close();
  }
}

const args = argv.slice(2);
if (args.length === 0 || args.includes('--help')) {
  stdout.write(USAGE);
} else {
  try {
    await cases(args);
  } catch (error) {
    const sentence = refusalSentence(error);
    if (sentence === undefined) throw error;
    stderr.write(`${sentence}\n`);
    process.exitCode = 1;
  }
}
