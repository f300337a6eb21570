import type { Actor } from '../store/event-row.ts';
import type { Key } from '../store/keys.ts';
import { getMessage, MessageMovedOnError, sendMessageAgain, staffSayItWent } from '../store/message-row.ts';
import type { Desk } from './desk.ts';
import { NotNowError } from './refusals.ts';
import { recordFact } from './timeline.ts';

/**
 * Settles a message of a case by a person's word: it went, or it is to be sent again.
 *
 * @throws NotNowError `settled` when it was settled meanwhile, or needs nobody
 */
export async function settleMessage(
  { records, at }: Pick<Desk, 'records' | 'at'>,
  { key, by, word }: { key: Key; by: Actor; word: 'went' | 'send-again' },
): Promise<void> {
  const message = await getMessage(records, key);
  if (!message) throw new NotNowError('settled');
  const settled = word === 'went' ? staffSayItWent(message, at) : sendMessageAgain(message, at);
  const fact = { who: by, what: `message-${word}`, about: message.template };
  try {
    await records.transact([settled, ...recordFact(message.reference, at, fact)]);
  } catch (error) {
    if (!(error instanceof MessageMovedOnError)) throw error;
    throw new NotNowError('settled');
  }
}
