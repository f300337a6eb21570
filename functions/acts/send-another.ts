import { prepareMail } from '../mail/prepare-mail.ts';
import type { Contact } from '../mail/render.ts';
import { MAIL_USES } from '../mail/template-ids.ts';
import type { Actor } from '../store/event-row.ts';
import { rowKeys } from '../store/keys.ts';
import { getMessage, MessageOwedError, type MessageRow, oweMessage } from '../store/message-row.ts';
import type { Records } from '../store/records.ts';
import type { Desk } from './desk.ts';
import { NotNowError } from './refusals.ts';
import { recordFact } from './timeline.ts';

/** One that arrived, or as far as we know. What did not arrive is settled instead. */
const ARRIVED: readonly MessageRow['state'][] = ['sent', 'delivered'];

export interface SendingAnother {
  readonly message: MessageRow;
  readonly by: Actor;
  /** Of the service, as mails name it. */
  readonly publicUrl: string;
  readonly helpdesk: Contact;
}

/** May it be sent once more by staff, if its fact still holds? */
export const mayBeSentAnew = ({ state, template }: Pick<MessageRow, 'state' | 'template'>): boolean =>
  ARRIVED.includes(state) && MAIL_USES[template].about !== 'digest';

/** Was it sent once more already? */
export const wasSentAnew = async (
  records: Records,
  { pk, sk, template, subject, occurrence }: MessageRow,
): Promise<boolean> =>
  (await getMessage(records, rowKeys.message({ pk, sk }, template, subject, occurrence + 1))) !== undefined;

/**
 * Owes once more what somebody says they did not get: the same mail, about the same fact, to nobody but its own recipient,
 * as its next occurrence. Each is sent once more at most, so that two who want the same send one.
 *
 * @throws NotNowError `not-arrived` when it is not one that arrived, `no-longer-so` when it would not be sent now,
 *   `sent-anew` when that was done already
 */
export async function sendAnother(
  { records, at }: Pick<Desk, 'records' | 'at'>,
  { message, by, publicUrl, helpdesk }: SendingAnother,
): Promise<void> {
  if (!mayBeSentAnew(message)) throw new NotNowError('not-arrived');
  const mail = await prepareMail({ records, message, publicUrl, helpdesk, now: at });
  if (mail === 'overtaken') throw new NotNowError('no-longer-so');
  const { template, subject, reference, round, recipient, about } = message;
  try {
    await records.transact([
      oweMessage(message, {
        template,
        subject,
        reference,
        ...(round !== undefined && { round }),
        recipient,
        ...(about && { about }),
        occurrence: message.occurrence + 1,
        owedAt: at.toISOString(),
      }),
      ...recordFact(reference, at, { who: by, what: 'mail-sent-anew', about: template }),
    ]);
  } catch (error) {
    if (!(error instanceof MessageOwedError)) throw error;
    throw new NotNowError('sent-anew');
  }
}
