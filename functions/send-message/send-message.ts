import { type SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { SLOT } from '../apply/apply.ts';
import { type Contact, renderMail } from '../mail/render.ts';
import { templates } from '../mail/templates.ts';
import { mintLink, putLink } from '../store/link-row.ts';
import { claimMessage, MessageClaimedError, type MessageRow, messageSent } from '../store/message-row.ts';
import { getRecipient } from '../store/recipient-row.ts';
import type { Records, Write } from '../store/records.ts';

export interface SendMessageDependencies {
  readonly records: Records;
  readonly mail: SESv2Client;
  readonly from: string;
  readonly configurationSet: string;
  readonly publicUrl: string;
  readonly helpdesk: Contact;
  readonly now: () => Date;
}

/**
 * Claims a message, sends it, records that it was sent. A crash between sending and recording leaves it claimed: the
 * sweep finds it and calls it interrupted, because only a person can know whether it arrived.
 */
export const createSendMessage = (dependencies: SendMessageDependencies) => async (message: MessageRow) => {
  const { records, mail, from, configurationSet, publicUrl, helpdesk, now } = dependencies;
  const template = templates[message.template];
  const recipient = await getRecipient(records, message.recipient);
  const link = template.carriesLink ? mintLink() : undefined;

  const claim: Write[] = [claimMessage(message, now())];
  if (link) claim.push(putLink(link, { reference: message.reference, slot: SLOT, request: '1' }));
  try {
    await records.transact(claim);
  } catch (error) {
    if (error instanceof MessageClaimedError) return;
    throw error;
  }

  const rendered = renderMail(
    template,
    { name: recipient.name, reference: message.reference, ...(link && { link: `${publicUrl}/e/${link}` }) },
    helpdesk,
  );
  const { MessageId } = await mail.send(
    new SendEmailCommand({
      FromEmailAddress: from,
      Destination: { ToAddresses: [recipient.email] },
      ReplyToAddresses: [helpdesk.email],
      ConfigurationSetName: configurationSet,
      Content: {
        Simple: {
          Subject: { Data: rendered.subject, Charset: 'UTF-8' },
          Body: {
            Text: { Data: rendered.text, Charset: 'UTF-8' },
            Html: { Data: rendered.html, Charset: 'UTF-8' },
          },
          Headers: [{ Name: 'Auto-Submitted', Value: 'auto-generated' }],
        },
      },
      EmailTags: [
        { Name: 'key', Value: `${message.reference}_${message.template}_${message.subject}_${message.occurrence}` },
        { Name: 'template', Value: message.template },
        { Name: 'reference', Value: message.reference },
      ],
    }),
  );
  if (!MessageId) throw new Error('SES took the mail without giving it an id');
  await records.transact(messageSent(message, MessageId));
};
