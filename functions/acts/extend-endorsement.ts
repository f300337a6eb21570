import { afterEndorsementEvent } from '../../domain/endorsement.ts';
import { CaseMovedOnError, checkCaseIs } from '../store/case-row.ts';
import { changeRequest } from '../store/endorsement-rows.ts';
import type { Actor } from '../store/event-row.ts';
import type { Write } from '../store/records.ts';
import { changeSlot, isOpenSlot, SlotMovedOnError } from '../store/slot-row.ts';
import { type Desk, decideAnew, wakeAfter } from './desk.ts';
import { NotLaterError, ReasonMissingError } from './refusals.ts';
import { findSlot, type SlotAtHand } from './slot-at-hand.ts';
import { recordFact, toEndorser } from './timeline.ts';

export interface Extension {
  readonly reference: string;
  readonly slot: string;
  readonly dueAt: Date;
  readonly by: Actor;
  readonly reason: string;
}

/**
 * Puts back the due date of a slot, also of one that has lapsed, while the case still waits for endorsements. Every wait
 * of the workflow is then planned anew: a map waits for all of its items.
 *
 * @throws CaseMovedOnError, NotLaterError, ReasonMissingError
 * @throws SlotMovedOnError when it is answered
 */
export async function extendEndorsement(desk: Desk, extension: Extension): Promise<void> {
  const { reference, slot: slotId, dueAt, reason } = extension;
  await decideAnew([SlotMovedOnError], async () => {
    const found = await findSlot(desk, reference, slotId);
    if (found.standing.case.state !== 'awaiting-endorsements') throw new CaseMovedOnError(reference);
    if (reason.trim() === '') throw new ReasonMissingError();
    if (dueAt <= new Date(found.slot.dueAt) || dueAt <= desk.at) throw new NotLaterError();
    await desk.records.transact(writes(found, extension, desk.at));
  });
  await wakeAfter(desk, reference);
}

function writes({ standing, slot, live }: SlotAtHand, { dueAt, by, reason }: Extension, at: Date): Write[] {
  const rules = standing.programme.endorsements;
  const again = afterEndorsementEvent(slot.state, 'extended');
  const state = again === 'refused' ? slot.state : again;
  const set = { state, dueAt: dueAt.toISOString() };
  const waiting = standing.slots.filter(
    (other) => other !== slot && isOpenSlot(other) && other.taskToken !== undefined,
  );
  const tell = state === 'requested' || state === 'started';
  return [
    checkCaseIs(slot.reference, ['awaiting-endorsements']),
    changeSlot(slot, rules, at, { set, wake: 'replan' }, again === 'refused' ? undefined : 'extended'),
    ...(state === live.state || slot.state === 'declined' ? [] : [changeRequest(live, { state })]),
    ...waiting.map((other) => changeSlot(other, rules, at, { wake: 'replan' })),
    ...recordFact(
      slot.reference,
      at,
      { who: by, what: 'extended', about: slot.slot, words: reason },
      tell ? [toEndorser(standing.case, slot, 'endorsement-extended', String(dueAt.getTime()))] : [],
    ),
  ];
}
