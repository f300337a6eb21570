import { prepareMail } from '../mail/prepare-mail.ts';
import type { MessageRow } from '../store/message-row.ts';
import type { Recipient } from '../store/recipient-row.ts';
import type { HelpdeskDesk } from './helpdesk-desk.ts';
import { WORDS } from './words.ts';

/** A mail as it reads now. */
export interface ReadMail {
  readonly to: Recipient;
  readonly subject: string;
  readonly text: string;
}

/** What a mail tells of is not there, or not any more: it was never so, or was erased. */
const GONE: ReadonlySet<string> = new Set(['MailFactsMissingError', 'RecipientNotFoundError', 'CaseNotFoundError']);

/** A mail as it would be sent now, without its links; undefined when what it tells of is not so, or not any more. */
export async function readMail(
  { records, publicUrl, helpdesk }: HelpdeskDesk,
  message: MessageRow,
  now: Date,
): Promise<ReadMail | undefined> {
  try {
    const mail = await prepareMail({ records, message, publicUrl, helpdesk, now });
    if (mail === 'overtaken') return undefined;
    // whoever has a link can answer for the mail's reader
    const links = mail.targets.map(() => WORDS.linkNotShown);
    const { subject, text } = mail.render(links, helpdesk);
    return { to: mail.to, subject, text };
  } catch (error) {
    if (error instanceof Error && GONE.has(error.name)) return undefined;
    throw error;
  }
}
