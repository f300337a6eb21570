import { readCaseStanding } from '../store/case-file.ts';
import { CaseMovedOnError, queueCase } from '../store/case-row.ts';
import { awaitDecisionAnew, DecisionMovedOnError, decisionState, decisionWork } from '../store/decision-rows.ts';
import type { Actor } from '../store/event-row.ts';
import { getRound } from '../store/round-row.ts';
import { type Desk, decideAnew } from './desk.ts';
import { NotNowError } from './refusals.ts';
import { recordFact } from './timeline.ts';

/**
 * Takes a provisional decision back: the case waits for one again. Nobody was told of it.
 *
 * @throws NotNowError `no-decision`, or `released`
 */
export const takeBackDecision = (
  { records, at }: Desk,
  { reference, by }: { readonly reference: string; readonly by: Actor },
): Promise<void> =>
  decideAnew([CaseMovedOnError, DecisionMovedOnError], async () => {
    const { case: row, decision } = await readCaseStanding(records, reference);
    const state = decisionState(decision);
    if (!decision || state !== 'provisional') throw new NotNowError(state === 'released' ? 'released' : 'no-decision');
    const { round } = await getRound(records, row.round);
    await records.transact([
      queueCase(row, decisionWork({ state: 'awaited' }, round)),
      awaitDecisionAnew(decision),
      ...recordFact(reference, at, { who: by, what: 'decision-taken-back' }),
    ]);
  });
