/**
 * `npm run rounds -- SUBCOMMAND …`: what programme managers do with rounds. The last line of the output is the outcome in
 * a word; a refusal is said on the error output, with exit code 1.
 */
import { argv, stderr, stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline/promises';
import { Call, UsageError } from './cases/call.ts';
import { roundRefusal } from './rounds/refusal.ts';
import { SUBCOMMANDS, USAGE, usageOf } from './rounds/subcommands.ts';
import { openTarget } from './target.ts';

async function rounds([name = '', ...args]: readonly string[]): Promise<void> {
  const subcommand = SUBCOMMANDS.get(name);
  if (!subcommand) throw new UsageError(`there is no subcommand "${name}": npm run rounds -- --help`);
  if (args.includes('--help')) {
    stdout.write(usageOf(name, subcommand));
    return;
  }
  const call = new Call(subcommand, args);
  const { records, now: at, close } = await openTarget(call, new Date());
  try {
    const desk = { records, at };
    if (subcommand.preview && !call.has('yes')) {
      const asked = await subcommand.preview(desk, call);
      if (!(await isAnsweredYes(asked))) {
        stdout.write('not-done\n');
        return;
      }
    }
    stdout.write(`${(await subcommand.run(desk, call)).join('\n')}\n`);
  } finally {
    await close();
  }
}

async function isAnsweredYes(lines: readonly string[]): Promise<boolean> {
  if (!stdin.isTTY) throw new UsageError(`${lines.join('\n')}\nNobody is there to answer: say --yes`);
  const terminal = createInterface({ input: stdin, output: stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${lines.join('\n')} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}

const args = argv.slice(2);
if (args.length === 0 || args[0] === '--help') {
  stdout.write(USAGE);
} else {
  try {
    await rounds(args);
  } catch (error) {
    const sentence = roundRefusal(error);
    if (sentence === undefined) throw error;
    stderr.write(`${sentence}\n`);
    process.exitCode = 1;
  }
}
