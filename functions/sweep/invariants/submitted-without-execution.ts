import { executionWord } from '../../start-workflows/execution-word.ts';
import { getCase } from '../../store/case-row.ts';
import { type Key, referenceOf } from '../../store/keys.ts';
import type { Sweeping } from '../sweeping.ts';
import type { Violation } from './violation.ts';

/** An application that was sent minutes ago has an execution. One that has none is started when the case is taken up. */
export async function submittedWithoutExecution(sweeping: Sweeping, key: Key): Promise<Violation[]> {
  const { reference, body, run, state } = await getCase(sweeping.records, referenceOf(key));
  if (state !== 'submitted' || (await executionWord(sweeping, { reference, run })) !== 'none') return [];
  const rule = 'submitted-without-execution';
  return [{ rule, of: { reference, body }, subject: String(run), repaired: true }];
}
