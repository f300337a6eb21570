import * as z from 'zod';
import type { KeptMessage, Messages } from './messages.ts';
import { bareAddress } from './send-email.ts';

/** A message as `/mailbox.json` gives it. */
export interface MailboxEntry {
  readonly id: string;
  /** Message tags of these names; null when the message has none. */
  readonly key: string | null;
  readonly template: string | null;
  readonly reference: string | null;
  /** Bare addresses in To. */
  readonly to: readonly string[];
  /** The first address that answers go to. */
  readonly replyTo: string | null;
  readonly subject: string;
  /** ISO 8601 in UTC. */
  readonly sentAt: string;
  /** By their names as written; the values of a repeated one are joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string | null;
  readonly html: string | null;
}

const instant = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

/**
 * `?to=`, `?reference=`, `?template=` match wholly; `?since=` (ISO 8601) the instant of sending and later; `?after=` what
 * was sent after the message of that id. With `?texts=no` neither texts nor headers come along.
 */
export const mailboxQuery = z.object({
  to: z.string().optional(),
  reference: z.string().optional(),
  template: z.string().optional(),
  since: instant.optional(),
  after: z.string().optional(),
  texts: z.enum(['yes', 'no']).default('yes'),
});

/** Matching messages, newest last. */
export function mailboxEntries(
  messages: Messages,
  { texts, ...filter }: z.output<typeof mailboxQuery>,
): MailboxEntry[] {
  return Array.from(messages.list(filter, { texts: texts === 'yes' }), mailboxEntry);
}

function mailboxEntry({ id, tags, content, sentAt }: KeptMessage): MailboxEntry {
  const headers: Record<string, string> = {};
  for (const { name, value } of content.headers) headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
  const [replyTo] = content.replyTo;
  return {
    id,
    key: tags.key ?? null,
    template: tags.template ?? null,
    reference: tags.reference ?? null,
    to: content.to.map(bareAddress),
    replyTo: replyTo === undefined ? null : bareAddress(replyTo),
    subject: content.subject,
    sentAt: new Date(sentAt).toISOString(),
    headers,
    text: content.text,
    html: content.html,
  };
}
