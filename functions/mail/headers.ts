import type { MessageHeader } from '@aws-sdk/client-sesv2';
import type { MessageRow } from '../store/message-row.ts';
import type { Contact } from './render.ts';
import type { TemplateId } from './template-ids.ts';

/** Mails that come again by themselves, and that somebody may rightly not want. */
const REMINDERS: readonly TemplateId[] = [
  'draft-reminder',
  'endorsement-reminder',
  'endorsement-chaser',
  'endorsement-last-call',
  'endorsement-digest',
];

/**
 * Keeps out-of-office replies away (RFC 3834), and gives mails that come again a way to stop them (RFC 2369): reminders by
 * a mail to staff, mails to a list by a link to which the reader's mail program sends a form of its own (RFC 8058).
 *
 * @param stopUrl the link in the mail that takes its reader off a list
 */
export function mailHeaders(
  { template, reference }: MessageRow,
  { email }: Contact,
  stopUrl: string | undefined,
): MessageHeader[] {
  const stop = `<mailto:${email}?subject=${encodeURIComponent(`Stop reminders: ${reference}`)}>`;
  return [
    { Name: 'Auto-Submitted', Value: 'auto-generated' },
    ...(REMINDERS.includes(template) ? [{ Name: 'List-Unsubscribe', Value: stop }] : []),
    ...(stopUrl
      ? [
          { Name: 'List-Unsubscribe', Value: `<${stopUrl}>` },
          { Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' },
        ]
      : []),
  ];
}
