import type { Mark } from '../../domain/decision.ts';
import { readCaseStanding } from '../store/case-file.ts';
import { CaseMovedOnError, changeCase } from '../store/case-row.ts';
import { putMark } from '../store/decision-rows.ts';
import type { Actor } from '../store/event-row.ts';
import { type Desk, decideAnew } from './desk.ts';
import { DecisionProblemsError, NotNowError, ReasonMissingError } from './refusals.ts';
import { recordFact } from './timeline.ts';

/**
 * Marks criteria of a case, each with a reason: all of them or none. May be done again until the decision is released.
 *
 * @throws NotNowError when the case is not to be decided, or is
 * @throws ReasonMissingError, DecisionProblemsError `no-exception-allowed`
 */
export const markCriteria = (
  { records, at }: Desk,
  { reference, by, marks }: { reference: string; by: Actor; marks: readonly Mark[] },
): Promise<void> =>
  decideAnew([CaseMovedOnError], async () => {
    const { case: row, programme, decision } = await readCaseStanding(records, reference);
    if (row.state !== 'awaiting-endorsements' && row.state !== 'awaiting-decision')
      throw new NotNowError('not-to-decide');
    if (decision?.state === 'released') throw new NotNowError('released');
    for (const { criterion, mark, reason } of marks) {
      if (reason.trim() === '' || !programme.criteria.some(({ id }) => id === criterion)) {
        throw new ReasonMissingError(criterion);
      }
      if (mark === 'exception' && !programme.decision.exceptions.includes(criterion)) {
        throw new DecisionProblemsError([{ word: 'no-exception-allowed', criterion }]);
      }
    }
    if (marks.length === 0) return;
    await records.transact([
      // a decision that is made of the marks at this moment is made anew
      changeCase(row, {}),
      ...marks.map((mark) => putMark(reference, { kind: 'mark', ...mark, by: by.id ?? by.kind, at: at.toISOString() })),
      // one line for all that are marked alike
      ...[...Map.groupBy(marks, ({ mark }) => mark)].flatMap(([mark, alike]) =>
        recordFact(reference, at, {
          who: by,
          what: `marked-${mark}`,
          about: alike.map(({ criterion }) => criterion).join(', '),
        }),
      ),
    ]);
  });
