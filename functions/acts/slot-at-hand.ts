import { afterEndorsementEvent, type EndorsementEvent, linkWord } from '../../domain/endorsement.ts';
import { type CaseStanding, liveRequest, readCaseStanding } from '../store/case-file.ts';
import type { EndorsementRequestRow, EndorsementRow } from '../store/endorsement-rows.ts';
import type { SlotRow } from '../store/slot-row.ts';
import type { Desk } from './desk.ts';
import { LinkDeadError } from './refusals.ts';

/** Which request: what an emailed link leads to. */
export interface RequestId {
  readonly reference: string;
  readonly slot: string;
  readonly request: string;
}

/** There is no such slot: a link or a page that is no longer right. */
export class SlotNotFoundError extends Error {
  override readonly name = 'SlotNotFoundError';
}

export interface SlotAtHand {
  readonly standing: CaseStanding;
  readonly slot: SlotRow;
  readonly live: EndorsementRequestRow;
}

/** @throws SlotNotFoundError */
export async function findSlot(
  { records }: Pick<Desk, 'records'>,
  reference: string,
  slotId: string,
): Promise<SlotAtHand> {
  const standing = await readCaseStanding(records, reference);
  const slot = standing.slots.find((row) => row.slot === slotId);
  if (!slot) throw new SlotNotFoundError(`${reference} ${slotId}`);
  return { standing, slot, live: liveRequest(standing, slot) };
}

/**
 * The slot for an act of the endorser who was asked by this request.
 *
 * @throws LinkDeadError when they can no longer act
 */
export async function slotForEndorser(desk: Desk, { reference, slot, request }: RequestId, on: EndorsementEvent) {
  const found = await findSlot(desk, reference, slot);
  const asked = found.standing.requests.find((row) => row.slot === slot && row.request === request);
  if (!asked) throw new SlotNotFoundError(`${reference} ${slot} ${request}`);
  const { state, dueAt } = found.slot;
  const word = linkWord(asked.request === found.slot.request ? state : asked.state, new Date(dueAt), desk.at);
  if (word !== 'live') throw new LinkDeadError(word);
  // somebody else has been asked since they bounced or were lost
  if (asked.request !== found.slot.request) throw new LinkDeadError('replaced');
  if (afterEndorsementEvent(state, on) === 'refused') throw new LinkDeadError('past-due');
  return found;
}

/** What the endorser of a request wrote, as far as it is kept. */
export const endorsementOf = (
  { endorsements }: CaseStanding,
  { slot, request }: RequestId,
): EndorsementRow | undefined => endorsements.find((row) => row.slot === slot && row.request === request);
