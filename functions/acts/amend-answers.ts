import { isDeepStrictEqual } from 'node:util';
import { type Answers, isAmendable } from '../../domain/answers.ts';
import { IN_PROGRESS_STATES } from '../../domain/application.ts';
import { unanswered } from '../../domain/completeness.ts';
import { AnswersChangedError, putAnswers } from '../store/answers-row.ts';
import { type CaseFile, readCaseFile } from '../store/case-file.ts';
import { CaseMovedOnError, changeCase } from '../store/case-row.ts';
import { decisionState } from '../store/decision-rows.ts';
import { checkGate, RoundChangedError } from '../store/round-row.ts';
import { admission } from './admission.ts';
import { completeness } from './completeness.ts';
import { type Desk, decideAnew } from './desk.ts';
import { questionsOf } from './eligibility-facts.ts';
import { NotCompleteError, NotNowError, RoundNotOpenError } from './refusals.ts';
import type { AnswersToSave } from './save-answers.ts';
import { recordFact } from './timeline.ts';

/** Has anybody begun to judge it? Then it stays as they read it. */
const isJudged = ({ marks, decision }: CaseFile) => marks.length > 0 || decisionState(decision) !== 'none';

/** May answers be changed now, that were sent? While the round is open, and nobody judges them yet. */
export async function mayAmend({ records, at }: Pick<Desk, 'records' | 'at'>, file: CaseFile): Promise<boolean> {
  const row = file.case;
  if (!IN_PROGRESS_STATES.some((state) => state === row.state) || isJudged(file)) return false;
  try {
    return (await admission({ records, at }, row)).word !== 'in-grace';
  } catch (error) {
    if (error instanceof RoundNotOpenError) return false;
    throw error;
  }
}

/**
 * Changes answers of an application that was sent. The eligibility check and the endorsers go by others, which stay.
 *
 * @throws NotNowError, RoundNotOpenError, AnswersChangedError
 * @throws NotCompleteError when a needed answer would be gone
 */
export const amendAnswers = (desk: Desk, { reference, section, answers, seen }: AnswersToSave): Promise<void> =>
  decideAnew([CaseMovedOnError, RoundChangedError], async () => {
    const { records, at } = desk;
    const file = await readCaseFile(records, reference);
    const { opening } = await admission(desk, file.case);
    if (!(await mayAmend(desk, file))) throw new NotNowError('judged');
    const kept = file.answers.find((row) => row.section === section);
    const amendable = new Set(
      questionsOf(file.programme)
        .filter(isAmendable)
        .map(({ id }) => id),
    );
    const amended = Object.entries(answers).filter(([question]) => amendable.has(question));
    const merged: Answers = { ...kept?.answers, ...Object.fromEntries(amended) };
    if (isDeepStrictEqual(kept?.answers, merged)) return;
    if ((kept?.version ?? 0) !== seen) throw new AnswersChangedError(`${reference} ${section}`);

    const { variant, asked, answers: all } = await completeness(records, file);
    const missing = unanswered(file.programme, variant, asked, { ...all, ...merged });
    if (missing.length > 0) throw new NotCompleteError(missing);
    await records.transact([
      changeCase(file.case, {}),
      putAnswers(reference, section, merged, seen, at),
      checkGate(file.case.round, opening),
      ...recordFact(reference, at, { who: { kind: 'applicant' }, what: 'amended', about: section }),
    ]);
  });
