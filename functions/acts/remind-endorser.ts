import { mayRemind } from '../../domain/endorsement-schedule.ts';
import { calendarDate } from '../../domain/london-time.ts';
import { checkCaseIs } from '../store/case-row.ts';
import type { Actor } from '../store/event-row.ts';
import { changeSlot, SlotMovedOnError, scheduled } from '../store/slot-row.ts';
import { type Desk, decideAnew } from './desk.ts';
import { NotNowError } from './refusals.ts';
import { findSlot } from './slot-at-hand.ts';
import { recordFact, toEndorser } from './timeline.ts';

/**
 * Mails an endorser once more because the applicant asks for it.
 *
 * @throws NotNowError with the word of `mayRemind`
 */
export const remindEndorser = (
  desk: Desk,
  { reference, slot: slotId, by }: { reference: string; slot: string; by: Actor },
): Promise<void> =>
  decideAnew([SlotMovedOnError], async () => {
    const { at } = desk;
    const { standing, slot } = await findSlot(desk, reference, slotId);
    const may = mayRemind(scheduled(slot), new Date(slot.lastMailAt), at);
    if (may.word !== 'may-remind') throw new NotNowError(may.word, may.word === 'too-soon' ? may.from : undefined);
    await desk.records.transact([
      checkCaseIs(reference, ['awaiting-endorsements']),
      changeSlot(slot, standing.programme.endorsements, at, { set: { lastMailAt: at.toISOString() } }),
      // at most one in two days, so the day makes it unique
      ...recordFact(reference, at, { who: by, what: 'endorser-reminded', about: slotId }, [
        toEndorser(standing.case, slot, 'endorsement-reminder', calendarDate(at)),
      ]),
    ]);
  });
