import { NEEDS_STAFF } from '../../domain/message-state.ts';
import { caseOfMessage, messageSettled } from '../mail/outbox.ts';
import type { Actor } from '../store/event-row.ts';
import type { Key } from '../store/keys.ts';
import {
  getMessage,
  MessageMovedOnError,
  type MessageRow,
  sendMessageAgain,
  staffSayItWent,
} from '../store/message-row.ts';
import type { Write } from '../store/records.ts';
import { TaskMovedOnError } from '../store/task-row.ts';
import type { Desk } from './desk.ts';
import { NotNowError } from './refusals.ts';
import { recordFact } from './timeline.ts';

/** What a person found out, or wants: `let-be` only closes the task, because nothing more is to be sent. */
export const SETTLEMENTS = ['went', 'send-again', 'let-be'] as const;
export type Settlement = (typeof SETTLEMENTS)[number];

/**
 * Settles a message that staff must look at by a person's word, and closes its task.
 *
 * @throws NotNowError `settled` when it was settled meanwhile, or needs nobody
 */
export async function settleMessage(
  { records, at }: Pick<Desk, 'records' | 'at'>,
  { key, by, word }: { key: Key; by: Actor; word: Settlement },
): Promise<void> {
  const message = await getMessage(records, key);
  if (!message) throw new NotNowError('settled');
  const [about, closing] = await Promise.all([caseOfMessage(records, message), messageSettled(records, message)]);
  const needsStaff = NEEDS_STAFF.some((state) => state === message.state);
  if (word === 'let-be' && (!needsStaff || closing.length === 0)) throw new NotNowError('settled');
  const fact = { who: by, what: `message-${word}`, about: message.template };
  try {
    await records.transact([
      ...moved(message, word, at),
      ...closing,
      ...(about ? recordFact(about.reference, at, fact) : []),
    ]);
  } catch (error) {
    if (!(error instanceof MessageMovedOnError || error instanceof TaskMovedOnError)) throw error;
    throw new NotNowError('settled');
  }
}

function moved(message: MessageRow, word: Settlement, at: Date): Write[] {
  if (word === 'let-be') return [];
  return [word === 'went' ? staffSayItWent(message, at) : sendMessageAgain(message, at)];
}
