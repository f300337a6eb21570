import { readCaseStanding } from '../store/case-file.ts';
import { changeRequest, putEndorsement } from '../store/endorsement-rows.ts';
import { changeSlot, SlotMovedOnError } from '../store/slot-row.ts';
import { putTask } from '../store/task-row.ts';
import { type Desk, decideAnew } from './desk.ts';
import { LinkDeadError, ReasonMissingError } from './refusals.ts';
import { endorsementOf, type RequestId, slotForEndorser } from './slot-at-hand.ts';
import { aboutEndorser, recordFact, toEndorser } from './timeline.ts';

/**
 * Takes a refusal to endorse. The slot stays open for somebody else. Sent again, it says that it was declined.
 *
 * @throws LinkDeadError, ReasonMissingError when the programme does not list the reason
 */
export const declineEndorsement = (
  desk: Desk,
  { reason, words, ...asked }: RequestId & { reason: string; words?: string },
): Promise<'declined' | 'already-declined'> =>
  decideAnew([SlotMovedOnError], async () => {
    const { records, at } = desk;
    try {
      const { standing, slot } = await slotForEndorser(desk, asked, 'declined');
      const rules = standing.programme.endorsements;
      if (!rules.declineReasons.some(({ id }) => id === reason)) throw new ReasonMissingError(reason);
      const answeredAt = at.toISOString();
      const fact = { who: { kind: 'endorser', id: slot.slot }, what: 'declined', about: slot.slot } as const;
      await records.transact([
        changeSlot(slot, rules, at, { set: { state: 'declined', answeredAt } }, 'declined'),
        changeRequest(slot, { state: 'declined' }),
        putEndorsement(asked.reference, {
          kind: 'endorsement',
          slot: slot.slot,
          request: slot.request,
          state: 'declined',
          confirms: [],
          says: {},
          reason,
          ...(words && { words }),
          at: answeredAt,
        }),
        putTask(asked.reference, standing.case.body, 'endorser-declined', slot.slot, at),
        ...recordFact(asked.reference, at, { ...fact, reasons: [reason] }, [
          toEndorser(standing.case, slot, 'endorsement-decline-noted'),
          aboutEndorser(standing.case, slot, 'endorser-declined'),
        ]),
      ]);
      return 'declined';
    } catch (error) {
      if (!(error instanceof LinkDeadError)) throw error;
      const earlier = endorsementOf(await readCaseStanding(records, asked.reference), asked);
      if (earlier?.state !== 'declined') throw error;
      return 'already-declined';
    }
  });
