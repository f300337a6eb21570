import { isOpenState } from '../../../domain/application.ts';
import { executionWord } from '../../start-workflows/execution-word.ts';
import { readCaseStanding } from '../../store/case-file.ts';
import { type Key, referenceOf } from '../../store/keys.ts';
import { sendWake } from '../../store/wake.ts';
import type { Sweeping } from '../sweeping.ts';
import type { Violation } from './violation.ts';

/**
 * No execution waits for a case that is over. One that does is woken: it reads the rows, and ends. A token that is left of
 * a wait that ran out harms nobody.
 */
export async function waitingAfterEnd(sweeping: Sweeping, key: Key): Promise<Violation[]> {
  const { records, workflows } = sweeping;
  const { case: row, slots, eligibility, decision } = await readCaseStanding(records, referenceOf(key));
  const { reference, body, run, state } = row;
  if (isOpenState(state)) return [];
  const tokens = [...slots, eligibility, decision].flatMap((row) => row?.taskToken ?? []);
  if (tokens.length === 0 || (await executionWord(sweeping, { reference, run })) !== 'runs') return [];
  for (const token of tokens) await sendWake(workflows, token, 'withdrawn');
  return [{ rule: 'waiting-after-end', of: { reference, body }, subject: String(run), repaired: true }];
}
