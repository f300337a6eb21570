import { stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline/promises';
import { UsageError } from './command-line.ts';

/**
 * Asks whoever sits at the terminal.
 *
 * @throws UsageError when nobody does: it says the question too, because that tells what would be done
 */
export async function isAnsweredYes(question: string): Promise<boolean> {
  if (!stdin.isTTY) throw new UsageError(`${question}\nNobody is there to answer: say --yes`);
  const terminal = createInterface({ input: stdin, output: stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `)).trim());
  } finally {
    terminal.close();
  }
}
