import type { Round } from '../../domain/round.ts';
import { designationWrites } from '../acts/designating.ts';
import { decideAnew } from '../acts/desk.ts';
import { recordFact, toApplicant } from '../acts/timeline.ts';
import { type CaseFile, readCaseFile } from '../store/case-file.ts';
import { CaseMovedOnError, moveCase, queueCase } from '../store/case-row.ts';
import { awaitDecisionAnew, DecisionMovedOnError, type DecisionRow, decisionWork } from '../store/decision-rows.ts';
import { AlreadyDesignatedError } from '../store/designation-rows.ts';
import { SERVICE } from '../store/event-row.ts';
import type { Records, Write } from '../store/records.ts';
import { getRound } from '../store/round-row.ts';
import { putTask } from '../store/task-row.ts';

export interface CarryOutDecisionDependencies {
  readonly records: Records;
  readonly now: () => Date;
}

export interface DecisionOutcome {
  readonly outcome: 'designated' | 'declined' | 'ended';
}

/** There is no released decision to carry out: the workflow waits for it. */
export class DecisionNotReleasedError extends Error {
  override readonly name = 'DecisionNotReleasedError';
}

/**
 * Carries out a released decision in one transaction. Of a case that is over it says how it ended.
 *
 * @throws DecisionNotReleasedError also when it could not be carried out and was given back to its deciders
 */
export const createCarryOutDecision =
  ({ records, now }: CarryOutDecisionDependencies) =>
  ({ reference }: { reference: string }): Promise<DecisionOutcome> =>
    decideAnew([CaseMovedOnError, DecisionMovedOnError], async () => {
      const at = now();
      const file = await readCaseFile(records, reference);
      const { state } = file.case;
      if (state === 'designated' || state === 'declined') return { outcome: state };
      if (state !== 'awaiting-decision') return { outcome: 'ended' };
      const { decision } = file;
      if (decision?.state !== 'released') throw new DecisionNotReleasedError(reference);

      if (decision.outcome === 'decline') {
        await records.transact(declining(file, decision, at));
        return { outcome: 'declined' };
      }
      try {
        await records.transact([...(await designationWrites(records, file, at, SERVICE)), ...designated(file, at)]);
        return { outcome: 'designated' };
      } catch (error) {
        if (!(error instanceof AlreadyDesignatedError)) throw error;
        const { round } = await getRound(records, file.case.round);
        await records.transact(giveBack(file, decision, round, at));
        throw new DecisionNotReleasedError(`${reference}: the person is designated already`);
      }
    });

const designated = ({ case: row }: CaseFile, at: Date): Write[] => [
  moveCase(row, 'designated', 'decision', at),
  ...recordFact(row.reference, at, { who: SERVICE, what: 'designated' }, [toApplicant(row, 'designated')]),
];

function declining({ case: row }: CaseFile, { declineReasons = [], wordsText }: DecisionRow, at: Date): Write[] {
  const ended = { reasons: declineReasons, ...(wordsText !== undefined && { text: wordsText }) };
  return [
    moveCase(row, 'declined', 'decision', at, { set: { ended } }),
    ...recordFact(
      row.reference,
      at,
      { who: SERVICE, what: 'declined', reasons: declineReasons, ...(wordsText !== undefined && { why: wordsText }) },
      [toApplicant(row, 'declined')],
    ),
  ];
}

/** Somebody who was merged with this person meanwhile holds one: people have to settle that. */
const giveBack = ({ case: row }: CaseFile, decision: DecisionRow, round: Round, at: Date): Write[] => [
  queueCase(row, decisionWork({ state: 'awaited' }, round)),
  awaitDecisionAnew(decision),
  putTask(row.reference, row.body, 'already-designated', row.person, at),
  ...recordFact(row.reference, at, { who: SERVICE, what: 'decision-given-back', reasons: ['already-designated'] }),
];
