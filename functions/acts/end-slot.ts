import { afterEndorsementEvent, WITH_ENDORSER } from '../../domain/endorsement.ts';
import type { CaseStanding } from '../store/case-file.ts';
import { changeRequest } from '../store/endorsement-rows.ts';
import { SERVICE } from '../store/event-row.ts';
import type { Write } from '../store/records.ts';
import { changeSlot, type SlotRow } from '../store/slot-row.ts';
import type { WakeWord } from '../store/waiting-row.ts';
import { recordFact, toEndorser } from './timeline.ts';

/**
 * Ends an open slot: its due date has passed, or its case is over, which somebody who may be writing at this moment is
 * told. Whoever has declined stays so.
 */
export function endSlot(
  { case: row, programme }: CaseStanding,
  slot: SlotRow,
  on: 'due-date-passed' | 'case-ended',
  at: Date,
  wake?: WakeWord,
): Write[] {
  const state = afterEndorsementEvent(slot.state, on);
  if (state === 'refused') return [];
  const tell = on === 'case-ended' && WITH_ENDORSER.some((waiting) => waiting === slot.state);
  return [
    changeSlot(slot, programme.endorsements, at, { set: { state }, ...(wake && { wake }) }, on),
    ...(slot.state === 'declined' ? [] : [changeRequest(slot, { state })]),
    ...recordFact(
      slot.reference,
      at,
      { who: SERVICE, what: state, about: slot.slot },
      tell ? [toEndorser(row, slot, 'endorsement-cancelled')] : [],
    ),
  ];
}
