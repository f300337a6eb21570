import { UsageError } from '../command-line.ts';
import { Call } from './call.ts';
import { openDesk } from './open-desk.ts';
import { SUBCOMMANDS } from './subcommands.ts';

/**
 * Does what a command line names: `['show', 'LLE-2XCP-2TDE']`.
 *
 * @returns lines for the reader; the last is the outcome in a word
 * @throws whatever `refusalSentence` has a sentence for
 */
export async function runCases([name = '', ...args]: readonly string[]): Promise<readonly string[]> {
  const subcommand = SUBCOMMANDS.get(name);
  if (!subcommand) throw new UsageError(`there is no subcommand "${name}": npm run cases -- --help`);
  const call = new Call(subcommand, args);
  const { desk, close } = await openDesk(call, new Date());
  try {
    return await subcommand.run(desk, call);
  } finally {
    await close();
  }
}
