import { randomUUID } from 'node:crypto';
import { criteriaToMark, type Decision, decisionProblems, mayChange } from '../../domain/decision.ts';
import { readCaseFile } from '../store/case-file.ts';
import { CaseMovedOnError, queueCase } from '../store/case-row.ts';
import { changeDecision, DecisionMovedOnError, decisionState, decisionWork } from '../store/decision-rows.ts';
import { type Actor, putText } from '../store/event-row.ts';
import { getRound } from '../store/round-row.ts';
import { schoolOf } from '../store/school-row.ts';
import { type Desk, decideAnew } from './desk.ts';
import { checkCase } from './eligibility-facts.ts';
import { DecisionProblemsError, NotNowError } from './refusals.ts';
import { recordFact } from './timeline.ts';

/**
 * Decides a case by the marks that it has, provisionally: nobody is told, and it can be changed until it is released.
 *
 * @throws NotNowError when the case is not to be decided, or its decision is released
 * @throws DecisionProblemsError
 */
export const decide = (
  { records, at }: Desk,
  { reference, by, outcome, declineReasons, words }: Omit<Decision, 'marks'> & { reference: string; by: Actor },
): Promise<void> =>
  decideAnew([CaseMovedOnError, DecisionMovedOnError], async () => {
    const file = await readCaseFile(records, reference);
    const { case: row, decision, programme, marks } = file;
    if (row.state !== 'awaiting-decision' || !decision) throw new NotNowError('not-to-decide');
    if (mayChange(decisionState(decision)) === 'released') throw new NotNowError('released');
    const [school, { round }] = await Promise.all([schoolOf(records, row.school), getRound(records, row.round)]);
    const toMark = criteriaToMark(checkCase(file, school, at).findings);
    const problems = decisionProblems(programme.decision, toMark, { outcome, marks, declineReasons, words });
    if (problems.length > 0) throw new DecisionProblemsError(problems);

    const text = words.trim() === '' ? undefined : randomUUID();
    const decided = {
      state: 'provisional' as const,
      outcome,
      declineReasons: outcome === 'decline' ? [...declineReasons] : [],
      decidedBy: by.id ?? by.kind,
      decidedAt: at.toISOString(),
    };
    await records.transact([
      // marks and questions that come in meanwhile change the case, or were read here
      queueCase(row, decisionWork(decided, round)),
      changeDecision(
        decision,
        { ...decided, ...(text !== undefined && { wordsText: text }) },
        { remove: text === undefined ? ['wordsText'] : [] },
      ),
      ...(text === undefined ? [] : [putText(reference, text, words)]),
      ...recordFact(reference, at, {
        who: by,
        what: `provisionally-${outcome}`,
        reasons: declineReasons,
        ...(text !== undefined && { why: text }),
      }),
    ]);
  });
