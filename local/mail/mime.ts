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

/** The parts of a simple message that its MIME text is made of. */
export interface SimpleMessage
  extends Pick<ReadMessage, 'from' | 'to' | 'cc' | 'replyTo' | 'subject' | 'headers' | 'text' | 'html'> {
  readonly attachments: NonNullable<SendEmailRequest['Content']['Simple']>['Attachments'];
}

/** @throws TypeError for a raw message */
export function simpleMessage({
  FromEmailAddress,
  Destination,
  ReplyToAddresses,
  Content,
}: SendEmailRequest): SimpleMessage {
  const { Simple } = Content;
  if (!Simple) throw new TypeError('a raw message is not composed');
  return {
    from: FromEmailAddress ?? '',
    to: Destination.ToAddresses,
    cc: Destination.CcAddresses,
    replyTo: ReplyToAddresses,
    subject: Simple.Subject.Data,
    headers: Simple.Headers.map(({ Name, Value }) => ({ name: Name, value: Value })),
    text: Simple.Body.Text?.Data ?? null,
    html: Simple.Body.Html?.Data ?? null,
    attachments: Simple.Attachments,
  };
}

/** Writes the MIME text of a simple message, with the Message-ID and Date that SES gives it. Bcc stays out of it. */
export async function composeMime(message: SimpleMessage, messageId: string, sentAt: number): Promise<Uint8Array> {
  const { from, to, cc, replyTo, subject, headers, text, html, attachments } = message;
  const composer = new MailComposer({
    from,
    to: [...to],
    cc: [...cc],
    replyTo: [...replyTo],
    subject,
    ...(text !== null && { text }),
    ...(html !== null && { html }),
    headers: headers.map(({ name, value }) => ({ key: name, value })),
    attachments: attachments.map((attached) => ({
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

/** What the readers of a message without attachments see, without the way over its MIME text and back. */
export function readSimple(message: SimpleMessage, messageId: string, sentAt: number): ReadMessage {
  const { from, to, cc, replyTo, subject, headers, text, html } = message;
  const addresses = { From: [from], To: to, Cc: cc, 'Reply-To': replyTo };
  const addressHeaders = Object.entries(addresses).flatMap(([name, listed]) =>
    listed.length > 0 ? [{ name, value: listed.join(', ') }] : [],
  );
  return {
    from: addressesOf(from)[0] ?? '',
    to: to.flatMap(addressesOf),
    cc: cc.flatMap(addressesOf),
    bcc: [],
    replyTo: replyTo.flatMap(addressesOf),
    subject,
    headers: [
      ...addressHeaders,
      { name: 'Subject', value: subject },
      ...headers,
      { name: 'Message-ID', value: messageId },
      { name: 'Date', value: new Date(sentAt).toUTCString().replace('GMT', '+0000') },
      { name: 'MIME-Version', value: '1.0' },
    ],
    text: text?.replaceAll('\r\n', '\n') ?? null,
    html: html?.replaceAll('\r\n', '\n') ?? null,
    infected: false,
    attachments: [],
  };
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
