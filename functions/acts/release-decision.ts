import { mayRelease } from '../../domain/decision.ts';
import { readCaseFile } from '../store/case-file.ts';
import { CaseMovedOnError, changeCase } from '../store/case-row.ts';
import { changeDecision, DecisionMovedOnError, decisionState } from '../store/decision-rows.ts';
import { AlreadyDesignatedError, designationOf } from '../store/designation-rows.ts';
import type { Actor } from '../store/event-row.ts';
import { type Desk, decideAnew, wakeAfter } from './desk.ts';
import { DecisionProblemsError, NotNowError } from './refusals.ts';
import { recordFact } from './timeline.ts';

/**
 * Releases a provisional decision: from here on it stands, and the workflow carries it out.
 *
 * @throws NotNowError with the word of `mayRelease`
 * @throws DecisionProblemsError `not-met`, when a criterion was marked so since
 * @throws AlreadyDesignatedError
 */
export async function releaseDecision(
  desk: Desk,
  { reference, by }: { reference: string; by: Actor },
): Promise<'released' | 'already-released'> {
  const { records, at } = desk;
  const word = await decideAnew([CaseMovedOnError, DecisionMovedOnError], async () => {
    const { case: row, decision, marks } = await readCaseFile(records, reference);
    const may = mayRelease(decisionState(decision), row.asked !== undefined);
    if (may === 'already-released') return may;
    if (may !== 'may-release' || !decision) throw new NotNowError(may);
    // a mark may have been changed since the decision was made
    const unmet = marks.filter(({ mark }) => mark === 'not-met');
    if (decision.outcome === 'designate' && unmet.length > 0) {
      throw new DecisionProblemsError(unmet.map(({ criterion }) => ({ word: 'not-met', criterion })));
    }
    if (decision.outcome === 'designate' && (await designationOf(records, row.person, row.programme))) {
      throw new AlreadyDesignatedError(reference);
    }
    await records.transact([
      changeCase(row, {}, ['queuePk', 'queueSk']),
      changeDecision(
        decision,
        { state: 'released', releasedBy: by.id ?? by.kind, releasedAt: at.toISOString() },
        { wake: ['answered', at] },
      ),
      ...recordFact(reference, at, { who: by, what: 'released' }),
    ]);
    return 'released';
  });
  await wakeAfter(desk, reference);
  return word;
}
