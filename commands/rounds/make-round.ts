import type { Round } from '../../domain/round.ts';
import { createRound, type TypedRound } from '../../functions/acts/rounds/create-round.ts';
import { RoundExistsError, RoundInvalidError } from '../../functions/acts/rounds/refusals.ts';
import type { Records } from '../../functions/store/records.ts';

/** What was typed cannot be a round. The message says why. */
export class RoundRefusedError extends Error {
  override readonly name = 'RoundRefusedError';
}

/** Whoever may run commands on the table is staff; which of them, the operating system knows. */
const OPERATOR = { kind: 'staff', id: 'command' } as const;

/**
 * Makes a round.
 *
 * @returns the round, and what its manager should look at again
 * @throws RoundRefusedError
 */
export async function makeRound(
  records: Records,
  typed: TypedRound,
  now: Date,
): Promise<{ round: Round; warnings: string[] }> {
  try {
    const { round, warnings } = await createRound({ records, at: now }, typed, OPERATOR);
    return { round, warnings: warnings.map((warning) => print(warning)) };
  } catch (error) {
    if (error instanceof RoundExistsError) throw new RoundRefusedError(`there is a round ${error.message} already`);
    if (!(error instanceof RoundInvalidError)) throw error;
    throw new RoundRefusedError(error.problems.map((problem) => print(problem)).join('\n'));
  }
}

/** `too-soon: moment closes, after opens, leastDays 7` */
function print({ word, ...rest }: { readonly word: string }): string {
  const details = Object.entries(rest).map(([name, value]) => `${name} ${value}`);
  return details.length > 0 ? `${word}: ${details.join(', ')}` : word;
}
