import { randomUUID } from 'node:crypto';
import { mayMoveDesignation, plusMonths } from '../../../domain/designation.ts';
import { calendarDate } from '../../../domain/london-time.ts';
import { changeDesignation } from '../../store/designation-rows.ts';
import { directoryChanged } from '../../store/directory-change-row.ts';
import type { Actor } from '../../store/event-row.ts';
import { closeTask } from '../../store/task-row.ts';
import { type Desk, decideAnew } from '../desk.ts';
import { NotNowError, ReasonMissingError } from '../refusals.ts';
import { recordDesignationFact, textOf } from './designation-fact.ts';
import { moverOf, OVERTAKEN, readHeld } from './held-designation.ts';

/** The task that staff have when a regular review is due; its subject is the day. */
export const REVIEW_TASK = 'designation-review';

type RecordsDesk = Pick<Desk, 'records' | 'at'>;

/**
 * Puts a designation under review on one of the programme's grounds. It stands meanwhile, and is not offered to schools.
 *
 * @param words what staff write to the person
 * @throws NotNowError
 * @throws ReasonMissingError
 */
export const startReview = (
  { records, at }: RecordsDesk,
  { number, by, ground, words }: { number: string; by: Actor; ground: string; words: string },
): Promise<void> =>
  decideAnew(OVERTAKEN, async () => {
    const { designation, programme } = await readHeld(records, number);
    const { state } = designation;
    const word = mayMoveDesignation(state, 'under-review', moverOf(by));
    if (word !== 'may-move') throw new NotNowError(word);
    if (!programme.designation.reviewGrounds.some(({ id }) => id === ground) || words.trim() === '') {
      throw new ReasonMissingError();
    }
    const since = at.toISOString();
    const text = { id: randomUUID(), text: words };
    const review = { ground, since, returnsTo: state === 'paused' ? state : ('active' as const), text: text.id };
    await records.transact([
      changeDesignation(designation, { state: 'under-review', review }, at),
      directoryChanged(number, at),
      ...recordDesignationFact(designation, at, {
        who: by,
        what: 'review-started',
        reasons: [ground],
        words: text,
        mail: { template: 'designation-questioned', subject: `since-${at.getTime()}` },
      }),
    ]);
  });

/**
 * Records that a designation was reviewed, and stands: a regular review as well as one that was started. The next falls
 * due after the programme's time. One that does not stand is ended instead.
 *
 * @throws NotNowError
 */
export const concludeReview = (
  { records, at }: RecordsDesk,
  { number, by, words }: { number: string; by: Actor; words?: string },
): Promise<void> =>
  decideAnew(OVERTAKEN, async () => {
    const { designation, programme } = await readHeld(records, number);
    const { state, review, reference, reviewAnnounced } = designation;
    if (state === 'ended') throw new NotNowError('designation-ended');
    const next = plusMonths(calendarDate(at), programme.designation.reviewEveryMonths);
    const set = { reviewOn: next, ...(review && { state: review.returnsTo }) };
    await records.transact([
      changeDesignation(designation, set, at, review ? ['review'] : []),
      ...(review ? [directoryChanged(number, at)] : []),
      ...(reviewAnnounced === undefined ? [] : await closeTask(records, reference, REVIEW_TASK, reviewAnnounced)),
      ...recordDesignationFact(designation, at, {
        who: by,
        what: 'reviewed',
        words: textOf(words),
        mail: { template: 'designation-reviewed', subject: `at-${at.getTime()}` },
      }),
    ]);
  });
