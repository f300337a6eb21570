import { changeRequest, type EndorsementDraft, putEndorsement } from '../store/endorsement-rows.ts';
import { changeSlot, SlotMovedOnError } from '../store/slot-row.ts';
import { type Desk, decideAnew } from './desk.ts';
import { type RequestId, slotForEndorser } from './slot-at-hand.ts';

/**
 * Keeps what an endorser has written so far.
 *
 * @throws LinkDeadError
 */
export const saveEndorsementDraft = (
  desk: Desk,
  { draft, ...asked }: RequestId & { draft: EndorsementDraft },
): Promise<void> =>
  decideAnew([SlotMovedOnError], async () => {
    const { standing, slot } = await slotForEndorser(desk, asked, 'draft-saved');
    await desk.records.transact([
      changeSlot(slot, standing.programme.endorsements, desk.at, { set: { state: 'started' } }, 'draft-saved'),
      changeRequest(slot, { state: 'started' }),
      putEndorsement(asked.reference, {
        kind: 'endorsement',
        slot: slot.slot,
        request: slot.request,
        state: 'draft',
        ...draft,
        confirms: [...draft.confirms],
        says: { ...draft.says },
        at: desk.at.toISOString(),
      }),
    ]);
  });
