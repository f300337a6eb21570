import { type EndReason, mayEndBecause, mayMoveDesignation } from '../../../domain/designation.ts';
import { endDesignation } from '../../store/designation-rows.ts';
import type { Actor } from '../../store/event-row.ts';
import { closeTask } from '../../store/task-row.ts';
import { type Desk, decideAnew } from '../desk.ts';
import { NotNowError, ReasonMissingError } from '../refusals.ts';
import { recordDesignationFact, textOf } from './designation-fact.ts';
import { moverOf, OVERTAKEN, readHeld } from './held-designation.ts';
import { REVIEW_TASK } from './review-designation.ts';

export interface Ending {
  readonly number: string;
  readonly by: Actor;
  readonly reason: EndReason;
  /** What staff write to the person; a removal needs it. */
  readonly words?: string;
}

/**
 * Ends a designation for good: the person holds it no more, and is in the directory no more.
 *
 * @throws NotNowError with the word of `mayMoveDesignation`, or `not-by-them` for a reason that is not theirs to give
 * @throws ReasonMissingError
 */
export const endHeldDesignation = (
  { records, at }: Pick<Desk, 'records' | 'at'>,
  { number, by, reason, words = '' }: Ending,
): Promise<'ended' | 'already-ended'> =>
  decideAnew(OVERTAKEN, async () => {
    const { designation } = await readHeld(records, number);
    const { reference, reviewAnnounced } = designation;
    if (designation.state === 'ended' && designation.ended?.reason === reason) return 'already-ended';
    const word = mayMoveDesignation(designation.state, 'ended', moverOf(by));
    if (word !== 'may-move') throw new NotNowError(word);
    if (!mayEndBecause(reason, moverOf(by))) throw new NotNowError('not-by-them');
    if (reason === 'removed' && words.trim() === '') throw new ReasonMissingError();
    const text = textOf(words);
    await records.transact([
      ...endDesignation(designation, reason, at, text?.id),
      ...(reviewAnnounced === undefined ? [] : await closeTask(records, reference, REVIEW_TASK, reviewAnnounced)),
      ...recordDesignationFact(designation, at, {
        who: by,
        what: 'ended',
        reasons: [reason],
        words: text,
        // nobody writes to the dead
        mail: reason === 'died' ? undefined : { template: 'designation-ended', subject: reason },
      }),
    ]);
    return 'ended';
  });
