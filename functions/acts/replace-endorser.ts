import type { NamedEndorser } from '../../domain/answers.ts';
import { afterEndorsementEvent } from '../../domain/endorsement.ts';
import { plainAddress } from '../../domain/endorser-warnings.ts';
import { audienceOf } from '../mail/message-tags.ts';
import { MESSAGE_TASK } from '../mail/outbox.ts';
import { AddressBusyError, AskedAddresses } from '../store/asked-address-row.ts';
import { CaseMovedOnError, checkCaseIs } from '../store/case-row.ts';
import { changeRequest } from '../store/endorsement-rows.ts';
import type { Actor } from '../store/event-row.ts';
import { getPerson } from '../store/person-row.ts';
import type { Records, Write } from '../store/records.ts';
import { schoolOf } from '../store/school-row.ts';
import { changeSlot, isOpenSlot, SlotMovedOnError, type SlotRow } from '../store/slot-row.ts';
import { closeTask, openTasks, TaskMovedOnError } from '../store/task-row.ts';
import { askEndorser, WARNING_TASK } from './asking.ts';
import { type Desk, decideAnew } from './desk.ts';
import { findSlot, type RequestId, type SlotAtHand } from './slot-at-hand.ts';
import { recordFact, toEndorser } from './timeline.ts';

export interface Replacement extends RequestId {
  readonly by: Actor;
  readonly endorser: NamedEndorser;
}

/**
 * Asks another person to fill a slot, or the same one at another address. Both are a new request, because a link that went
 * astray must not stay good. The workflow waits at the slot and notices nothing.
 *
 * @param input `request`: the one that the page showed as live; if it is no longer, this is refused
 * @throws SlotMovedOnError when it was answered, replaced or ended meanwhile
 * @throws CaseMovedOnError when the case no longer waits for endorsements
 */
export const replaceEndorser = (
  desk: Desk,
  { reference, slot: slotId, request, by, endorser }: Replacement,
): Promise<{ word: 'asked' | 'corrected' | 'same'; request: string }> =>
  decideAnew([AddressBusyError, TaskMovedOnError], async () => {
    const { at } = desk;
    const found = await findSlot(desk, reference, slotId);
    const { slot, live } = found;
    const isSame = plainAddress(live.email) === plainAddress(endorser.email) && slot.state !== 'declined';
    if (isSame && isSamePerson(live, endorser)) return { word: 'same', request: slot.request };
    if (found.standing.case.state !== 'awaiting-endorsements') throw new CaseMovedOnError(reference);
    if (slot.request !== request || !isOpenSlot(slot) || at >= new Date(slot.dueAt)) {
      throw new SlotMovedOnError(`${reference} ${slotId}`);
    }
    const word = isSamePerson(live, endorser) && slot.state !== 'declined' ? 'corrected' : 'asked';
    const next = String(Number(slot.request) + 1);
    await desk.records.transact(await writes(desk, found, { by, endorser, word, next }));
    return { word, request: next };
  });

const isSamePerson = (live: NamedEndorser, named: NamedEndorser) =>
  live.name.trim().toLowerCase() === named.name.trim().toLowerCase();

interface Decided {
  readonly by: Actor;
  readonly endorser: NamedEndorser;
  readonly word: 'asked' | 'corrected';
  readonly next: string;
}

async function writes(
  { records, at }: Desk,
  { standing, slot, live }: SlotAtHand,
  { by, endorser, word, next }: Decided,
): Promise<Write[]> {
  const { programme, case: row } = standing;
  const { reference } = row;
  const rules = programme.endorsements.slots.find(({ id }) => id === slot.slot);
  if (!rules) throw new Error(`${programme.generation} has no slot ${slot.slot}`);
  const addresses = new AskedAddresses(records, at);
  const applicant = {
    email: (await getPerson(records, row.person)).email,
    ...websiteOf(await schoolOf(records, row.school)),
  };
  const dueAt = new Date(slot.dueAt);
  const asked = await askEndorser(addresses, { case: row, rules, endorser, request: next, dueAt, applicant }, at);

  // who has declined stays so; everybody else is told, unless the mail would go nowhere
  const ends = afterEndorsementEvent(slot.state, 'another-asked') !== 'refused';
  const tell = word === 'asked' && (slot.state === 'requested' || slot.state === 'started');
  const { version: _, kind: __, ...fresh } = asked.slot;
  const change = { set: fresh, remove: ['role', 'confirms', 'answeredAt'] as const };
  return [
    checkCaseIs(reference, ['awaiting-endorsements']),
    changeSlot(slot, programme.endorsements, at, change),
    ...(ends ? [changeRequest(live, { state: 'replaced' })] : []),
    ...asked.writes,
    ...addresses.writes(),
    ...(await closeTask(records, reference, 'endorser-declined', slot.slot)),
    ...(slot.state === 'bounced' ? await closeBounces(records, slot) : []),
    ...(asked.isOdd ? [] : await closeTask(records, reference, WARNING_TASK, slot.slot)),
    ...recordFact(reference, at, { who: by, what: `endorser-${word}`, about: slot.slot }, [
      ...asked.mails,
      ...(tell ? [toEndorser(row, slot, 'endorsement-cancelled')] : []),
    ]),
  ];
}

/** What came back from the address that is replaced needs nobody any more; a mail to the applicant about it still does. */
async function closeBounces(records: Records, { reference, slot, request }: SlotRow): Promise<Write[]> {
  const tasks = await openTasks(records, reference);
  const about = `_${slot}-${request}`;
  const bounced = tasks.filter(
    ({ task, subject }) => task === MESSAGE_TASK && audienceOf(subject) === 'endorser' && subject.includes(about),
  );
  return (await Promise.all(bounced.map(({ task, subject }) => closeTask(records, reference, task, subject)))).flat();
}

const websiteOf = (school: { readonly website?: string } | undefined) =>
  school?.website === undefined ? {} : { schoolWebsite: school.website };
