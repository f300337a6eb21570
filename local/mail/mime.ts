import MailComposer from 'nodemailer/lib/mail-composer';
import PostalMime, { addressParser } from 'postal-mime';
import { MailRefusal } from './refusal.ts';
import type { SendEmailRequest } from './send-email.ts';

/** A message as its readers see it. */
export interface ReadMessage {
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly replyTo: readonly string[];
  readonly subject: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly text: string | null;
  readonly html: string | null;
  /** Holds the test virus in an attachment. */
  readonly infected: boolean;
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly bytes: number }[];
}

/** Writes the MIME text of a simple message, with the Message-ID and Date that SES gives it. Bcc stays out of it. */
export async function composeMime(request: SendEmailRequest, messageId: string, sentAt: number): Promise<Uint8Array> {
  const simple = request.Content.Simple;
  if (!simple) throw new Error('only a simple message is composed');
  const composer = new MailComposer({
    from: request.FromEmailAddress,
    to: request.Destination.ToAddresses,
    cc: request.Destination.CcAddresses,
    replyTo: request.ReplyToAddresses,
    subject: simple.Subject.Data,
    text: simple.Body.Text?.Data,
    html: simple.Body.Html?.Data,
    headers: simple.Headers.map(({ Name, Value }) => ({ key: Name, value: Value })),
    attachments: simple.Attachments.map((attached) => ({
      filename: attached.FileName,
      content: Buffer.from(attached.RawContent, 'base64'),
      contentType: attached.ContentType,
      cid: attached.ContentId,
      contentDisposition: attached.ContentDisposition === 'INLINE' ? 'inline' : 'attachment',
    })),
    messageId,
    date: new Date(sentAt),
    // content comes from a request: it may name no file or address of this machine
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

/**
 * Gives a raw message SES's own Message-ID in place of any other, and hides its Bcc, as SES does
 * (https://docs.aws.amazon.com/ses/latest/dg/send-email-raw.html).
 */
export function stampRaw(raw: Buffer, messageId: string): Uint8Array {
  const text = raw.toString('latin1');
  const blank = /\r?\n(?=\r?\n)/.exec(text);
  const end = blank ? blank.index + blank[0].length : raw.length;
  const headers = text.slice(0, end).replace(/^(message-id|bcc):.*(\r?\n[ \t].*)*(\r?\n|$)/gim, '');
  return Buffer.concat([Buffer.from(`Message-ID: ${messageId}\r\n${headers}`, 'latin1'), raw.subarray(end)]);
}

/** Part of the harmless file by which virus scanners are tried: the only content that this home rejects. */
const TEST_VIRUS = 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE';

/**
 * Reads a MIME message.
 *
 * @throws MailRefusal when it cannot be read
 */
export async function readMime(raw: Uint8Array): Promise<ReadMessage> {
  const email = await PostalMime.parse(raw).catch((error: Error) => {
    throw new MailRefusal('BadRequestException', `The raw message cannot be read: ${error.message}`);
  });
  const headers = email.headers.map(({ originalKey, value }) => ({ name: originalKey, value }));
  const addressesIn = (name: string): string[] =>
    email.headers.filter(({ key }) => key === name).flatMap(({ value }) => addressesOf(value));
  const attachments = email.attachments.map(({ filename, mimeType, content }) => ({
    name: filename ?? 'unnamed',
    type: mimeType,
    content: Buffer.from(content as ArrayBuffer),
  }));
  return {
    from: addressesIn('from')[0] ?? '',
    to: addressesIn('to'),
    cc: addressesIn('cc'),
    bcc: addressesIn('bcc'),
    replyTo: addressesIn('reply-to'),
    subject: email.subject ?? '',
    headers,
    // the parser ends every text with a line break of its own
    text: email.text?.replace(/\n$/, '') ?? null,
    html: email.html?.replace(/\n$/, '') ?? null,
    infected: attachments.some(({ content }) => content.includes(TEST_VIRUS)),
    attachments: attachments.map(({ content, ...attached }) => ({ ...attached, bytes: content.length })),
  };
}

function addressesOf(header: string): string[] {
  return addressParser(header, { flatten: true }).map(({ name, address }) =>
    name ? `${name} <${address}>` : `${address}`,
  );
}
