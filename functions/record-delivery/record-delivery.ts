import * as z from 'zod';
import { rowKeys } from '../store/keys.ts';
import { MessageClaimedError, type MessageRow, moveMessage } from '../store/message-row.ts';
import type { Records } from '../store/records.ts';

/** The part of an SES event that matters here (https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html). */
const mailEvent = z.object({
  'detail-type': z.enum(['Email Delivered', 'Email Bounced', 'Email Complaint Received', 'Email Rejected']),
  detail: z.object({ mail: z.object({ messageId: z.string() }) }),
});

const STATE_AFTER: Readonly<Record<z.infer<typeof mailEvent>['detail-type'], MessageRow['state']>> = {
  'Email Delivered': 'delivered',
  'Email Bounced': 'bounced',
  'Email Complaint Received': 'complained',
  'Email Rejected': 'failed',
};

const sentMailRow = z.object({ message: z.object({ pk: z.string(), sk: z.string() }) });

/** The event came before the message was recorded as sent: EventBridge delivers it again. */
export class MailNotRecordedYetError extends Error {
  override readonly name = 'MailNotRecordedYetError';
}

/** Records what became of a mail. */
export const createRecordDelivery =
  ({ records }: { records: Records }) =>
  async (event: unknown): Promise<void> => {
    const { 'detail-type': type, detail } = mailEvent.parse(event);
    const sent = await records.get(rowKeys['sent-mail'](detail.mail.messageId), sentMailRow);
    if (!sent) throw new MailNotRecordedYetError(detail.mail.messageId);
    try {
      await records.transact([moveMessage(sent.message, 'sent', STATE_AFTER[type])]);
    } catch (error) {
      // the same event once more
      if (!(error instanceof MessageClaimedError)) throw error;
    }
  };
