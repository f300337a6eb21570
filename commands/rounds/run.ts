import { Call, UsageError } from '../cases/call.ts';
import { openTarget } from '../target.ts';
import { SUBCOMMANDS } from './subcommands.ts';

/**
 * Does what a command line names: `['extend', 'lle-2027-01-04', …]`.
 *
 * @param isAgreed asked first where people hear of it, unless the command line says `--yes`
 * @returns lines for the reader; the last is the outcome in a word
 * @throws whatever `roundRefusal` has a sentence for
 */
export async function runRounds(
  [name = '', ...args]: readonly string[],
  isAgreed: (question: readonly string[]) => Promise<boolean>,
): Promise<readonly string[]> {
  const subcommand = SUBCOMMANDS.get(name);
  if (!subcommand) throw new UsageError(`there is no subcommand "${name}": npm run rounds -- --help`);
  const call = new Call(subcommand, args);
  const { records, now: at, close } = await openTarget(call, new Date());
  try {
    const desk = { records, at };
    if (subcommand.preview && !call.has('yes')) {
      const question = await subcommand.preview(desk, call);
      if (question.length > 0 && !(await isAgreed(question))) return ['not-done'];
    }
    return await subcommand.run(desk, call);
  } finally {
    await close();
  }
}
