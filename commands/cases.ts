/**
 * `npm run cases -- SUBCOMMAND …`: what the helpdesk does with cases. The last line of the output is the outcome in a
 * word; a refusal is one sentence on the error output, and exit code 1.
 */
import { argv, stderr, stdout } from 'node:process';
import { refusalSentence } from './cases/refusal.ts';
import { runCases } from './cases/run.ts';
import { USAGE } from './cases/subcommands.ts';

const args = argv.slice(2);
if (args.length === 0 || args.includes('--help')) {
  stdout.write(USAGE);
} else {
  try {
    stdout.write(`${(await runCases(args)).join('\n')}\n`);
  } catch (error) {
    const sentence = refusalSentence(error);
    if (sentence === undefined) throw error;
    stderr.write(`${sentence}\n`);
    process.exitCode = 1;
  }
}
