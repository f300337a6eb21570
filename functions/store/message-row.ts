import * as z from 'zod';
import { calendarDate } from '../../domain/london-time.ts';
import {
  AS_IT_SHOULD,
  MESSAGE_STATES,
  type MessageEvent,
  type MessageState,
  messageStatesBefore,
} from '../../domain/message-state.ts';
import { MAIL_USES, TEMPLATE_IDS } from '../mail/template-ids.ts';
import { type Key, listed, rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';
import { putNew, updateRow } from './row-update.ts';

const key = z.object({ pk: z.string(), sk: z.string() });

/** One email owed to one person because of one fact. Holds no personal data: what it says is read when it is sent. */
export const messageRow = z.object({
  kind: z.literal('message'),
  pk: z.string(),
  sk: z.string(),
  state: z.enum(MESSAGE_STATES),
  template: z.enum(TEMPLATE_IDS),
  /** What tells messages of one template apart. */
  subject: z.string().regex(/^[A-Za-z0-9-]+$/, 'a tag of SES takes no other signs'),
  occurrence: z.int().positive(),
  /** The case's reference; of a message about no case, the id of its owner. */
  reference: z.string(),
  /** The row that holds the recipient's name and address. */
  recipient: key,
  /** Of its case, so that all that the mail tells of is read at once. */
  round: z.string().exactOptional(),
  /** The row that it tells of, where that is neither owner nor recipient: `MAIL_USES`. */
  about: key.exactOptional(),
  owedAt: z.iso.datetime(),
  /** Made so far; staff who send it again start anew. */
  attempts: z.int().nonnegative(),
  /** Claims ever made: what SES and slow senders tell is about one of them. */
  claims: z.int().nonnegative(),
  nextAttemptAt: z.iso.datetime().exactOptional(),
  claimedAt: z.iso.datetime().exactOptional(),
  /** Which attempt claimed it last, by an id of its own. */
  claimedBy: z.string().exactOptional(),
  /** When it came to the state that it is in. */
  movedAt: z.iso.datetime().exactOptional(),
  sesMessageId: z.string().exactOptional(),
  /** What went wrong last, as a word. */
  failure: z.string().exactOptional(),
});

export type MessageRow = z.infer<typeof messageRow>;
export type NewMessage = Pick<
  MessageRow,
  'template' | 'subject' | 'occurrence' | 'reference' | 'round' | 'recipient' | 'about' | 'owedAt'
>;

/** The message was owed before, for the same fact: the fact itself is a repetition. */
export class MessageOwedError extends Error {
  override readonly name = 'MessageOwedError';
}

/** The message is no longer where this step starts from: another sender has it, or the event came before. */
export class MessageMovedOnError extends Error {
  override readonly name = 'MessageMovedOnError';
}

/** A mail about something that is neither its owner nor its recipient was owed without saying what about. */
export class MessageAboutNothingError extends Error {
  override readonly name = 'MessageAboutNothingError';
}

const MINUTE = 60_000;
/** The stream has a message sent at once; the sweep looks at one that is still unsent after this time. */
const LOOK_AFTER_MS = 5 * MINUTE;

/**
 * Owes a message, in the transaction of the fact that it tells of.
 *
 * @param owner any row of the partition that it belongs to
 * @throws MessageAboutNothingError
 */
export function oweMessage(owner: Key, message: NewMessage): Write {
  const { to, about } = MAIL_USES[message.template];
  const tellsOfAnotherRow =
    about === 'information-request' || about === 'round' || (about === 'endorsement-request' && to === 'applicant');
  if (tellsOfAnotherRow && !message.about) throw new MessageAboutNothingError(message.template);
  const { template, subject, occurrence, reference, owedAt } = message;
  const row = messageRow.parse({
    ...rowKeys.message(owner, template, subject, occurrence),
    kind: 'message',
    state: 'owed',
    attempts: 0,
    claims: 0,
    ...message,
  });
  const owed = new Date(owedAt);
  const lists = { ...listed.message(calendarDate(owed), owed, `${row.pk} ${row.sk}`), card: cardOf(row) };
  return putNew({ ...row, ...lists, ...lookAt(reference, owed, LOOK_AFTER_MS) }, () => {
    return new MessageOwedError(`${row.pk} ${row.sk}`);
  });
}

/** What the list of a day shows. While all goes well the state is left out: each change of a card is paid for. */
const cardOf = ({ template, reference, state }: Pick<MessageRow, 'template' | 'reference' | 'state'>) => ({
  template,
  reference,
  ...(!AS_IT_SHOULD.some((usual) => usual === state) && { state }),
});

export function getMessage(records: Records, { pk, sk }: Key): Promise<MessageRow | undefined> {
  return records.get({ pk, sk }, messageRow);
}

/** The row as the sender who claims it holds it. */
export function asClaimed(message: MessageRow, at: Date): MessageRow {
  const { attempts, claims } = message;
  const claimedAt = at.toISOString();
  return { ...message, state: 'claimed', attempts: attempts + 1, claims: claims + 1, claimedAt };
}

/**
 * Takes a message for sending, so that nobody else does. It stays due when it was: every sweep from then on looks whether
 * the sender is gone.
 *
 * @param claimedBy an id of this attempt
 */
export function claimMessage(message: MessageRow, claimedBy: string, at: Date): Write {
  const { attempts, claims } = asClaimed(message, at);
  const set = { attempts, claims, claimedAt: at.toISOString(), claimedBy };
  return move(message, 'claim', 'claimed', at, { set, remove: ['nextAttemptAt', 'failure'] });
}

/** SES has taken the message. */
export function messageSent(claimed: MessageRow, sesMessageId: string, at: Date): Write {
  return move(claimed, 'accepted', 'sent', at, { set: { sesMessageId } });
}

/** A refused attempt that is followed by another. */
export function attemptFailed(claimed: MessageRow, failure: string, at: Date, next: Date): Write {
  const set = { failure, nextAttemptAt: next.toISOString(), ...lookAt(claimed.reference, next) };
  return move(claimed, 'send-failed', 'owed', at, { set });
}

/** Given up. */
export function messageFailed(claimed: MessageRow, failure: string, at: Date): Write {
  return move(claimed, 'gave-up', 'failed', at, { set: { failure } });
}

/** Nobody knows whether it went. */
export function messageInterrupted(claimed: MessageRow, failure: string, at: Date): Write {
  return move(claimed, 'claim-expired', 'interrupted', at, { set: { failure } });
}

const AFTER_REPORT = { delivery: 'delivered', bounce: 'bounced', complaint: 'complained' } as const;

/** What SES told of the mail of one claim: also before the sender recorded that it went. */
export function messageReported(
  message: MessageRow,
  on: keyof typeof AFTER_REPORT,
  at: Date,
  told: { readonly sesMessageId: string; readonly failure?: string },
): Write {
  return move(message, on, AFTER_REPORT[on], at, { set: told });
}

/** A mail arrived, of whose message nothing else needs doing: not one that was interrupted, and so has a task. */
export function messageArrived(message: Moving, at: Date, told: { readonly sesMessageId: string }): Write {
  const from = messageStatesBefore('delivery').filter((state) => state !== 'interrupted');
  return move(message, 'delivery', 'delivered', at, { set: told }, from);
}

/** A person found that an interrupted message did go. */
export function staffSayItWent(message: MessageRow, at: Date): Write {
  return move(message, 'staff-says-sent', 'sent', at, {});
}

/** A person has it sent again, with all its attempts. */
export function sendMessageAgain(message: MessageRow, at: Date): Write {
  const set = { attempts: 0, ...lookAt(message.reference, at, LOOK_AFTER_MS) };
  return move(message, 'staff-sends-again', 'owed', at, { set, remove: ['nextAttemptAt', 'failure'] });
}

/** Shows an owed message to the stream once more, and is looked at again in case that is lost too. */
export function showMessageAgain(message: MessageRow, at: Date): Write {
  const set = lookAt(message.reference, at, LOOK_AFTER_MS);
  return updateRow(message, { set, when: { state: 'owed', claims: message.claims } }, () => movedOn(message));
}

function lookAt(reference: string, from: Date, laterMs = 0) {
  return listed.due(reference, new Date(from.getTime() + laterMs));
}

interface Change {
  readonly set?: Readonly<Record<string, unknown>>;
  readonly remove?: readonly string[];
}

/** What has to be known of a message to move it. */
type Moving = Pick<MessageRow, 'pk' | 'sk' | 'template' | 'reference' | 'claims'>;

/**
 * Moves a message from any state in which the event counts, if nobody has claimed it since it was read. Unless the change
 * says when to look again, or it is claimed, nothing is due on it any more.
 */
function move(
  message: Moving,
  on: MessageEvent,
  to: MessageState,
  at: Date,
  { set = {}, remove = [] }: Change,
  from = messageStatesBefore(on),
): Write {
  return updateRow(
    message,
    {
      set: { ...set, state: to, card: cardOf({ ...message, state: to }), movedAt: at.toISOString() },
      remove: 'duePk' in set || to === 'claimed' ? remove : [...remove, 'duePk', 'dueSk'],
      when: { state: from, claims: message.claims },
    },
    () => movedOn(message),
  );
}

const movedOn = ({ pk, sk }: Key) => new MessageMovedOnError(`${pk} ${sk}`);
