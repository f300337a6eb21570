import { argv, stderr, stdout } from 'node:process';
import type { Desk } from '../../functions/acts/desk.ts';
import { Call } from '../cases/call.ts';
import type { Subcommand } from '../cases/subcommand.ts';
import { UsageError } from '../command-line.ts';
import { openTarget } from '../target.ts';
import { designationRefusal } from './refusal.ts';

/** Something that staff can do, or look at, that wakes no workflow. */
export interface RecordsSubcommand extends Omit<Subcommand, 'run'> {
  /** @returns lines for the reader; the last is the outcome's word */
  run(desk: Pick<Desk, 'records' | 'at'>, call: Call): Promise<readonly string[]>;
}

type Subcommands = Readonly<Record<string, RecordsSubcommand>>;

const AS = 'who you are: for all that changes something';

/** Runs what the command line names. A refusal is one sentence on the error output, and exit code 1. */
export async function runSubcommand(command: string, about: string, subcommands: Subcommands): Promise<void> {
  const [name = '--help', ...args] = argv.slice(2);
  if ([name, ...args].includes('--help')) {
    stdout.write(usage(command, about, subcommands));
    return;
  }
  try {
    const subcommand = Object.hasOwn(subcommands, name) ? subcommands[name] : undefined;
    if (!subcommand) throw new UsageError(`there is no subcommand "${name}": npm run ${command} -- --help`);
    const call = new Call(subcommand, args);
    const { records, now: at, close } = await openTarget(call, new Date());
    try {
      stdout.write(`${(await subcommand.run({ records, at }, call)).join('\n')}\n`);
    } finally {
      await close();
    }
  } catch (error) {
    const sentence = designationRefusal(error);
    if (sentence === undefined) throw error;
    stderr.write(`${sentence}\n`);
    process.exitCode = 1;
  }
}

function usage(command: string, about: string, subcommands: Subcommands): string {
  const lines = Object.entries(subcommands).map(
    ([name, { parameters, takes, does }]) => `  ${[name, ...parameters, takes].join(' ').padEnd(50)}  ${does}`,
  );
  return `npm run ${command} -- SUBCOMMAND … [--as NAME] [--home URL]

${about} The last line of the output is the outcome in a word.

${lines.join('\n')}

  --as NAME       ${AS}
  --home URL      the home to act on (else: the one at LOCAL_URL, or one that is started on DATA_DIR)
  --table NAME    act on this table in AWS, by your usual AWS configuration
`;
}
