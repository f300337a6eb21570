import { messageName } from '../../mail/message-tags.ts';
import { caseOfMessage } from '../../mail/outbox.ts';
import type { Key } from '../../store/keys.ts';
import { getMessage } from '../../store/message-row.ts';
import type { Sweeping } from '../sweeping.ts';
import type { Violation } from './violation.ts';

const LONGEST_MS = 60 * 60_000;

/** A message goes within an hour. It is tried again as it would be anyway; staff learn that somebody waits for it. */
export async function messageOwedLong({ records, at }: Sweeping, key: Key): Promise<Violation[]> {
  const message = await getMessage(records, key);
  if (message?.state !== 'owed' || at.getTime() - Date.parse(message.owedAt) <= LONGEST_MS) return [];
  const found = await caseOfMessage(records, message);
  const of = found && { reference: found.reference, body: found.body };
  return [{ rule: 'message-owed-long', ...(of && { of }), subject: messageName(message), repaired: false }];
}
