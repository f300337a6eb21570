import type { Mark } from '../../domain/decision.ts';
import { readCaseFile } from '../store/case-file.ts';
import { CaseMovedOnError, changeCase } from '../store/case-row.ts';
import { putMark } from '../store/decision-rows.ts';
import type { Actor } from '../store/event-row.ts';
import { type Desk, decideAnew } from './desk.ts';
import { DecisionProblemsError, NotNowError, ReasonMissingError } from './refusals.ts';
import { recordFact } from './timeline.ts';

/**
 * Marks one criterion of a case, with a reason. May be done again until the decision is released.
 *
 * @throws NotNowError when the case is not to be decided, or is
 * @throws ReasonMissingError, DecisionProblemsError `no-exception-allowed`
 */
export const markCriterion = (
  { records, at }: Desk,
  { reference, by, criterion, mark, reason }: Mark & { reference: string; by: Actor },
): Promise<void> =>
  decideAnew([CaseMovedOnError], async () => {
    const { case: row, programme, decision } = await readCaseFile(records, reference);
    if (row.state !== 'awaiting-endorsements' && row.state !== 'awaiting-decision')
      throw new NotNowError('not-to-decide');
    if (decision?.state === 'released') throw new NotNowError('released');
    if (reason.trim() === '' || !programme.criteria.some(({ id }) => id === criterion)) {
      throw new ReasonMissingError(criterion);
    }
    if (mark === 'exception' && !programme.decision.exceptions.includes(criterion)) {
      throw new DecisionProblemsError([{ word: 'no-exception-allowed', criterion }]);
    }
    await records.transact([
      // a decision that is made of the marks at this moment is made anew
      changeCase(row, {}),
      putMark(reference, { kind: 'mark', criterion, mark, reason, by: by.id ?? by.kind, at: at.toISOString() }),
      ...recordFact(reference, at, { who: by, what: `marked-${mark}`, about: criterion }),
    ]);
  });
