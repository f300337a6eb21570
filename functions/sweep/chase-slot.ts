import { type DueEndorsement, endorsementDue } from '../../domain/endorsement-schedule.ts';
import { decideAnew } from '../acts/desk.ts';
import { endSlot } from '../acts/end-slot.ts';
import { findSlot, type SlotAtHand } from '../acts/slot-at-hand.ts';
import { aboutEndorser, type Mail, recordFact, toEndorser } from '../acts/timeline.ts';
import { SERVICE } from '../store/event-row.ts';
import { type Key, referenceOf, slotIn } from '../store/keys.ts';
import type { Write } from '../store/records.ts';
import { changeSlot, SlotMovedOnError, scheduled } from '../store/slot-row.ts';
import { wakeCase } from '../store/wake.ts';
import type { Sweeping } from './sweeping.ts';

/** Sends the chasers and notes that are due on a slot, ends one that is past due, and wakes whoever waits at it. */
export async function chaseSlot({ records, workflows, at }: Sweeping, key: Key): Promise<void> {
  const reference = referenceOf(key);
  const slot = slotIn(key.sk);
  if (slot === undefined) throw new TypeError(`${key.sk} is no slot's`);
  const mayWait = await decideAnew([SlotMovedOnError], async () => {
    const found = await findSlot({ records }, reference, slot);
    const { writes, ends } = whatIsDue(found, at);
    if (writes.length > 0) await records.transact(writes);
    return ends || found.slot.wake !== undefined;
  });
  if (mayWait) await wakeCase(records, workflows, reference, at);
}

function whatIsDue({ standing, slot }: SlotAtHand, at: Date): { readonly writes: Write[]; readonly ends: boolean } {
  const rules = standing.programme.endorsements;
  const { act, skip } = endorsementDue(rules, scheduled(slot), at);
  if (act.some((due) => due.do === 'lapse')) {
    return { writes: endSlot(standing, slot, 'due-date-passed', at, 'replan'), ends: true };
  }
  // nothing to do, and yet in the index: it gets its right place there
  if (act.length === 0 && skip.length === 0) {
    return { writes: slot.wake ? [] : [changeSlot(slot, rules, at, {})], ends: false };
  }

  const mails = act.flatMap((due) => mailFor({ standing, slot }, due));
  const occurrences = act.flatMap((due) => (due.do === 'lapse' ? [] : [due.occurrence]));
  const chased = act.some((due) => due.do === 'chase-endorser');
  const set = {
    done: [...slot.done, ...skip, ...occurrences],
    ...(chased && { lastMailAt: at.toISOString() }),
  };
  const fact = { who: SERVICE, what: 'chased', about: slot.slot, reasons: occurrences };
  const told = mails.length > 0 ? recordFact(slot.reference, at, fact, mails) : [];
  const silentFor = act.some(isOfSilence) ? { silentFor: standing.case.body } : {};
  return { writes: [changeSlot(slot, rules, at, { set, ...silentFor }), ...told], ends: false };
}

/** After so much of it, staff may want to ring them. */
const isOfSilence = (due: DueEndorsement) =>
  (due.do === 'tell-applicant' && due.note.suggests === 'replace') ||
  (due.do === 'chase-endorser' && 'hoursBeforeDue' in due.chaser);

function mailFor({ standing, slot }: Pick<SlotAtHand, 'standing' | 'slot'>, due: DueEndorsement): Mail[] {
  if (due.do === 'lapse') return [];
  if (due.do === 'tell-applicant') {
    const template = due.note.suggests === 'waiting' ? 'endorser-waiting' : 'endorser-replace';
    return [aboutEndorser(standing.case, slot, template, due.occurrence)];
  }
  const template = 'hoursBeforeDue' in due.chaser ? 'endorsement-last-call' : 'endorsement-chaser';
  return [toEndorser(standing.case, slot, template, due.occurrence)];
}
