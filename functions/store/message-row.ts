import * as z from 'zod';
import { type Key, listed, rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';

const key = z.object({ pk: z.string(), sk: z.string() });

/** One email owed to one person because of one fact. */
export const messageRow = z.object({
  kind: z.literal('message'),
  pk: z.string(),
  sk: z.string(),
  state: z.enum(['owed', 'claimed', 'sent', 'delivered', 'bounced', 'complained', 'failed', 'interrupted']),
  template: z.enum(['application-received', 'endorsement-asked']),
  subject: z.string(),
  occurrence: z.int().positive(),
  reference: z.string(),
  /** The row that holds the recipient's name and address. */
  recipient: key,
  owedAt: z.iso.datetime(),
  claimedAt: z.iso.datetime().optional(),
  sesMessageId: z.string().optional(),
});

export type MessageRow = z.infer<typeof messageRow>;
export type NewMessage = Omit<MessageRow, 'kind' | 'pk' | 'sk' | 'state' | 'claimedAt' | 'sesMessageId'>;

/** The message was claimed before: another delivery of the same stream record, or the sweep, sends it. */
export class MessageClaimedError extends Error {
  override readonly name = 'MessageClaimedError';
}

/** A message not sent within this time is looked at by the sweep. */
const LOOK_AFTER_MS = 5 * 60_000;

/** Owes a message, in the transaction of the fact that it tells of. A second one of the same key is refused. */
export function oweMessage(owner: Key, message: NewMessage): Write {
  const { template, subject, occurrence, reference, owedAt } = message;
  const look = new Date(Date.parse(owedAt) + LOOK_AFTER_MS);
  return {
    Put: {
      Item: {
        ...rowKeys.message(owner, template, subject, occurrence),
        ...listed.due(reference, look),
        kind: 'message',
        state: 'owed',
        ...message,
      },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  };
}

export function getMessage(records: Records, { pk, sk }: Key): Promise<MessageRow | undefined> {
  return records.get({ pk, sk }, messageRow);
}

/** Takes a message for sending, so that nobody else does. */
export function claimMessage({ pk, sk }: Key, at: Date): Write {
  return moveMessage({ pk, sk }, 'owed', 'claimed', { claimedAt: at.toISOString() });
}

/** Records that SES has taken the message. */
export function messageSent(message: Key, sesMessageId: string): Write[] {
  const { pk, sk } = message;
  return [
    moveMessage(message, 'claimed', 'sent', { sesMessageId }),
    { Put: { Item: { ...rowKeys['sent-mail'](sesMessageId), kind: 'sent-mail', message: { pk, sk } } } },
  ];
}

/** Records what became of a message. Once it left `owed` and `claimed`, nothing is due on it. */
export function moveMessage(
  { pk, sk }: Key,
  from: MessageRow['state'],
  to: MessageRow['state'],
  facts: Record<string, string> = {},
): Write {
  const names = Object.keys(facts);
  const leavesDue = to !== 'claimed' ? ' REMOVE duePk, dueSk' : '';
  return {
    Update: {
      Key: { pk, sk },
      UpdateExpression: `SET #state = :to${names.map((name) => `, ${name} = :${name}`).join('')}${leavesDue}`,
      ConditionExpression: '#state = :from',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: {
        ':from': from,
        ':to': to,
        ...Object.fromEntries(names.map((name) => [`:${name}`, facts[name]])),
      },
    },
    refusal: () => new MessageClaimedError(`${pk} ${sk}`),
  };
}
