import { endorsementStatesBefore } from '../../domain/endorsement.ts';
import { readDigest } from '../mail/load-request.ts';
import { unlessMovedOn } from '../mail/outbox.ts';
import { MAIL_USES } from '../mail/template-ids.ts';
import { programmeOf } from '../store/case-file.ts';
import { getCase } from '../store/case-row.ts';
import { changeRequest, endorsementRequestRow, requestKey } from '../store/endorsement-rows.ts';
import { SERVICE } from '../store/event-row.ts';
import type { Key } from '../store/keys.ts';
import { type MessageRow, messageReported } from '../store/message-row.ts';
import type { Records, Write } from '../store/records.ts';
import { changeSlot, getSlot, SlotMovedOnError } from '../store/slot-row.ts';
import { decideAnew } from './desk.ts';
import { aboutEndorser, recordFact } from './timeline.ts';

export interface Bounce {
  readonly sesMessageId: string;
  /** Kind of bounce, as a word. */
  readonly failure: string;
  /** Those that do not work; empty when it may work another time. */
  readonly addresses: readonly string[];
  /** The task for staff. */
  readonly task: readonly Write[];
}

/**
 * A mail came back. Where it asked somebody for an endorsement that is still awaited, the request is `bounced` and the
 * applicant is told, all in one transaction. What the endorser has done meanwhile outranks it, and so does a corrected
 * address.
 */
export async function recordBounce(records: Records, message: MessageRow, bounce: Bounce, at: Date): Promise<void> {
  const { sesMessageId, failure, task } = bounce;
  await decideAnew([SlotMovedOnError], async () => {
    const requests = bounce.addresses.length > 0 ? await requestsOf(records, message) : [];
    const bounced = await Promise.all(requests.map((key) => bounceRequest(records, key, bounce.addresses, at)));
    const reported = messageReported(message, 'bounce', at, { sesMessageId, failure });
    await unlessMovedOn(records, [reported, ...task, ...bounced.flat()]);
  });
}

/** The requests that a mail asked its recipient to answer. */
async function requestsOf(records: Records, { template, recipient }: MessageRow): Promise<Key[]> {
  if (template === 'endorsement-digest') {
    const held = (await readDigest(records, recipient)) ?? [];
    return held.map(({ reference, slot, request }) => requestKey(reference, slot, request));
  }
  return MAIL_USES[template].to === 'endorser' ? [recipient] : [];
}

async function bounceRequest(records: Records, key: Key, addresses: readonly string[], at: Date): Promise<Write[]> {
  const request = await records.get({ pk: key.pk, sk: key.sk }, endorsementRequestRow);
  const slot = request && (await getSlot(records, request.reference, request.slot));
  if (!slot || slot.request !== request.request) return [];
  if (!endorsementStatesBefore('bounced').includes(slot.state)) return [];
  if (!addresses.some((address) => address.toLowerCase() === request.email.toLowerCase())) return [];

  const row = await getCase(records, request.reference);
  const { endorsements } = programmeOf(row.generation);
  const told = aboutEndorser(row, request, 'endorser-bounced', String(at.getTime()));
  return [
    changeSlot(slot, endorsements, at, { set: { state: 'bounced' } }, 'bounced'),
    changeRequest(request, { state: 'bounced' }),
    ...recordFact(request.reference, at, { who: SERVICE, what: 'endorser-bounced', about: request.slot }, [told]),
  ];
}
