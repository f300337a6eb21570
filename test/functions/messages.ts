import { rowKeys } from '../../functions/store/keys.ts';
import { messageRow } from '../../functions/store/message-row.ts';
import type { Records } from '../../functions/store/records.ts';

/** What a case owes or has sent: template and subject of each message, in the order of the alphabet. */
export async function messagesOf(records: Records, reference: string): Promise<string[]> {
  const query = {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :message)',
    ExpressionAttributeValues: { ':pk': rowKeys.case(reference).pk, ':message': 'MESSAGE#' },
    ConsistentRead: true,
  };
  const messages = await Array.fromAsync(records.query(query, messageRow));
  return messages.map(({ template, subject }) => `${template} ${subject}`).sort();
}
