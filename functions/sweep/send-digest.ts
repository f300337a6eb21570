import { decideAnew } from '../acts/desk.ts';
import { findSlot, type SlotAtHand } from '../acts/slot-at-hand.ts';
import { recordFact } from '../acts/timeline.ts';
import {
  AddressBusyError,
  type AskedAddressRow,
  getAskedAddress,
  putAskedAddress,
} from '../store/asked-address-row.ts';
import { changeRequest } from '../store/endorsement-rows.ts';
import { SERVICE } from '../store/event-row.ts';
import { type Key, rowKeys } from '../store/keys.ts';
import { oweMessage } from '../store/message-row.ts';
import type { Write } from '../store/records.ts';
import { changeSlot, SlotMovedOnError } from '../store/slot-row.ts';
import type { Sweeping } from './sweeping.ts';

/** A transaction has at most 100 writes: 3 a request, and some for the digest itself. */
const MOST_REQUESTS = 25;

/** Asks an address for all the endorsements that were held for it, in one mail. What was answered or ended is left out. */
export const sendDigest = ({ records, at }: Sweeping, key: Key): Promise<void> =>
  decideAnew([AddressBusyError, SlotMovedOnError], async () => {
    const address = await getAskedAddress(records, key);
    if (!address) return;
    const now = address.held.slice(0, MOST_REQUESTS);
    const found = await Promise.all(now.map(({ reference, slot }) => findSlot({ records }, reference, slot)));
    const live = found.filter(({ slot }, index) => slot.state === 'held' && slot.request === now[index]?.request);
    const left = address.held.slice(MOST_REQUESTS);
    const sentAt = live.length > 0 ? [...address.sentAt, at.toISOString()] : address.sentAt;
    await records.transact([
      putAskedAddress({ ...address, held: left, sentAt }, at),
      ...live.flatMap((one) => ask(one, at)),
      ...digest(address, live, at),
    ]);
  });

function ask({ standing, slot }: SlotAtHand, at: Date): Write[] {
  const now = at.toISOString();
  const set = { state: 'requested' as const, requestedAt: now, lastMailAt: now };
  return [
    changeSlot(slot, standing.programme.endorsements, at, { set }, 'sent-in-digest'),
    changeRequest(slot, { state: 'requested', askedAt: now }),
    ...recordFact(slot.reference, at, { who: SERVICE, what: 'asked-in-digest', about: slot.slot }),
  ];
}

function digest({ hash }: AskedAddressRow, live: readonly SlotAtHand[], at: Date): Write[] {
  const [first] = live;
  if (!first) return [];
  const key = rowKeys.digest(hash, at);
  const { name, email } = first.live;
  const requests = live.map(({ slot: { reference, slot, request } }) => ({ reference, slot, request }));
  return [
    { Put: { Item: { ...key, kind: 'digest', name, email, requests } } },
    oweMessage(key, {
      template: 'endorsement-digest',
      subject: String(at.getTime()),
      occurrence: 1,
      reference: hash,
      recipient: key,
      about: key,
      owedAt: at.toISOString(),
    }),
  ];
}
