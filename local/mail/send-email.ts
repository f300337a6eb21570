import { addressParser } from 'postal-mime';
import * as z from 'zod';
import { MailRefusal } from './refusal.ts';

/** https://docs.aws.amazon.com/ses/latest/dg/quotas.html: recipients of one message, over To, Cc and Bcc. */
const MOST_RECIPIENTS = 50;
const MOST_BYTES = 40 * 1024 * 1024;

/** What SES writes itself: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_Message.html */
const RESERVED_HEADERS = new Set(
  ['bcc', 'cc', 'content-disposition', 'content-transfer-encoding', 'content-type', 'date', 'from'].concat([
    'message-id',
    'mime-version',
    'reply-to',
    'return-path',
    'sender',
    'subject',
    'to',
  ]),
);

export const isReservedHeader = (name: string) => RESERVED_HEADERS.has(name.toLowerCase());

const header = z
  .object({
    Name: z.string().regex(/^[!-9;-~]{1,126}$/, 'can contain only printable ASCII characters except the colon'),
    Value: z.string().regex(/^[ -~]{1,995}$/, 'can contain only printable ASCII characters, 995 at most'),
  })
  .refine(({ Name, Value }) => Name.length + Value.length <= 996, 'name and value together exceed 996 characters')
  .refine(({ Name }) => !isReservedHeader(Name), 'is a header that cannot be set here');

const tag = z.object({
  Name: z.string().regex(/^[\w-]{1,256}$/, 'can contain only letters, digits, "_" and "-"'),
  Value: z.string().regex(/^[\w-]{1,256}$/, 'can contain only letters, digits, "_" and "-"'),
});

const content = z.object({ Data: z.string(), Charset: z.string().optional() });
const addresses = z.array(z.string()).default([]);

const attachment = z.object({
  FileName: z.string().min(1).max(255),
  RawContent: z.base64(),
  ContentType: z.string().optional(),
  ContentId: z.string().optional(),
  ContentDisposition: z.enum(['ATTACHMENT', 'INLINE']).optional(),
});

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html; templates are not kept here. */
const sendEmailRequest = z.object({
  FromEmailAddress: z.string().optional(),
  Destination: z
    .object({ ToAddresses: addresses, CcAddresses: addresses, BccAddresses: addresses })
    .default({ ToAddresses: [], CcAddresses: [], BccAddresses: [] }),
  ReplyToAddresses: addresses,
  ConfigurationSetName: z.string().optional(),
  EmailTags: z.array(tag).max(50).default([]),
  Content: z
    .object({
      Simple: z
        .object({
          Subject: content,
          Body: z
            .object({ Text: content.optional(), Html: content.optional() })
            .refine((body) => body.Text || body.Html, 'needs Text or Html'),
          Headers: z.array(header).max(15).default([]),
          Attachments: z.array(attachment).default([]),
        })
        .optional(),
      Raw: z.object({ Data: z.base64().min(1) }).optional(),
    })
    .refine((sent) => (sent.Simple === undefined) !== (sent.Raw === undefined), 'needs exactly one of Simple and Raw'),
});

export type SendEmailRequest = z.infer<typeof sendEmailRequest>;

/**
 * Checks a request as SES does before it accepts a message.
 *
 * @throws MailRefusal with the first thing that is wrong
 */
export function parseSendEmail(body: unknown): SendEmailRequest {
  const parsed = sendEmailRequest.safeParse(body);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new MailRefusal('BadRequestException', `${issue?.path.join('.') || 'The request'}: ${issue?.message}`);
  }
  const { Destination, ReplyToAddresses, FromEmailAddress, Content } = parsed.data;
  const recipients = [...Destination.ToAddresses, ...Destination.CcAddresses, ...Destination.BccAddresses];
  if (Content.Simple && !FromEmailAddress) throw new MailRefusal('BadRequestException', 'FromEmailAddress is required');
  if (Content.Simple && recipients.length === 0) {
    throw new MailRefusal('BadRequestException', 'The destination needs at least one recipient');
  }
  if (recipients.length > MOST_RECIPIENTS) {
    throw new MailRefusal('BadRequestException', `Recipient count exceeds ${MOST_RECIPIENTS}`);
  }
  if (Content.Raw && Content.Raw.Data.length * 0.75 > MOST_BYTES) {
    throw new MailRefusal('MessageRejected', 'Message length is more than 41943040 bytes long');
  }
  for (const address of [...recipients, ...ReplyToAddresses]) bareAddress(address);
  return parsed.data;
}

/**
 * The address in `Ann Example <ann@example.org>`.
 *
 * @throws MailRefusal when there is not exactly one, or it cannot be an address
 */
export function bareAddress(text: string): string {
  if (/\p{Cc}/u.test(text)) throw new MailRefusal('BadRequestException', 'An address contains a control character');
  const [parsed, ...others] = addressParser(text, { flatten: true });
  const address = parsed && 'address' in parsed ? (parsed.address ?? '') : '';
  if (others.length > 0) throw new MailRefusal('BadRequestException', `More than one address: ${text}`);
  if (!/^[^@]*@.+$/.test(address)) throw new MailRefusal('BadRequestException', "Missing final '@domain'");
  if (!/^[!-?A-~]+@[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(address)) {
    throw new MailRefusal('BadRequestException', `Illegal address: ${text}`);
  }
  return address;
}
