import * as z from 'zod';
import type { ApplicationState } from '../../domain/application.ts';
import { logError } from '../log.ts';
import { pageOfCases } from '../store/cards.ts';
import type { Records } from '../store/records.ts';

/** A page takes a few seconds: the function has a minute. */
const PAGE = 100;
const AT_A_TIME = 10;

const cursor = z.object({ page: z.string().optional(), failed: z.int() });

/** Some cases could not be done. All others were: the whole is begun anew by the sweep. */
export class CasesLeftError extends Error {
  override readonly name = 'CasesLeftError';
}

/**
 * Does something to each case of a round in some states, one page at a time. One that fails keeps no other up.
 *
 * @param from what this returned for the page before
 * @returns where the next page begins; nothing after the last
 * @throws CasesLeftError on the last page, when something failed on any
 */
export async function eachCase(
  records: Records,
  { round, states, from }: { round: string; states: readonly ApplicationState[]; from: string | undefined },
  act: (reference: string) => Promise<unknown>,
): Promise<string | undefined> {
  const { page, failed } = from === undefined ? { failed: 0 } : cursor.parse(JSON.parse(from));
  const { cases, next } = await pageOfCases(records, round, states, PAGE, page);
  let left = failed;
  for (let begin = 0; begin < cases.length; begin += AT_A_TIME) {
    const some = cases.slice(begin, begin + AT_A_TIME);
    const results = await Promise.allSettled(some.map(({ reference }) => act(reference)));
    for (const [index, result] of results.entries()) {
      if (result.status === 'fulfilled') continue;
      left++;
      logError('a case of a round is not done', result.reason, {
        round,
        ...(some[index] && { reference: some[index].reference }),
      });
    }
  }
  if (next !== undefined) return JSON.stringify({ page: next, failed: left });
  if (left > 0) throw new CasesLeftError(`${left} of round ${round}`);
  return undefined;
}
