import { randomUUID } from 'node:crypto';
import { type SESv2Client, SendEmailCommand, TooManyRequestsException } from '@aws-sdk/client-sesv2';
import * as z from 'zod';
import { afterFailedAttempt } from '../../domain/message-retry.ts';
import { logError } from '../log.ts';
import { mailHeaders } from '../mail/headers.ts';
import { MailFactsMissingError } from '../mail/loaded.ts';
import { messageTags } from '../mail/message-tags.ts';
import { isAttemptDue, messageTask, unlessMovedOn } from '../mail/outbox.ts';
import { linkUrl, type PreparedMail, prepareMail } from '../mail/prepare-mail.ts';
import type { Contact } from '../mail/render.ts';
import { sendRefusal } from '../mail/send-refusal.ts';
import { GenerationNotFoundError } from '../store/case-file.ts';
import { CaseNotFoundError } from '../store/case-row.ts';
import { mintLink, putLink } from '../store/link-row.ts';
import {
  asClaimed,
  attemptFailed,
  claimMessage,
  getMessage,
  type MessageRow,
  messageFailed,
  messageInterrupted,
  messageSent,
} from '../store/message-row.ts';
import { RecipientNotFoundError } from '../store/recipient-row.ts';
import type { Records } from '../store/records.ts';
import { RoundNotFoundError } from '../store/round-row.ts';

export interface SendMessageDependencies {
  readonly records: Records;
  /** Must not repeat a call by itself: SES has no idempotency. */
  readonly mail: Pick<SESv2Client, 'send'>;
  readonly from: string;
  readonly configurationSet: string;
  readonly publicUrl: string;
  readonly helpdesk: Contact;
  readonly now: () => Date;
  /** SES took too many mails in this second: waits a moment, and says whether there is time to ask again. */
  readonly waitForSes: () => Promise<boolean>;
}

/**
 * Claims a message, sends it, records that it was sent. A crash between sending and recording leaves it claimed: the
 * sweep finds it and calls it interrupted, because only a person can know whether it arrived.
 */
export const createSendMessage = (dependencies: SendMessageDependencies) => async (message: MessageRow) => {
  const { records, publicUrl, now } = dependencies;
  const at = now();
  if (!isAttemptDue(message, at)) return;

  const prepared = await prepareOrSayWhyNot(dependencies, message, at);
  const minted = typeof prepared === 'string' ? [] : prepared.targets.map((target) => ({ target, link: mintLink() }));
  const links = minted.flatMap(({ link, target }) => putLink(link, target, at));
  const claimedBy = randomUUID();
  const claim = await unlessMovedOn(records, [claimMessage(message, claimedBy, at), ...links]);
  // the SDK repeats a call whose answer was lost, and the repetition is refused: a claim of ours is ours all the same
  if (claim === 'moved-on' && (await getMessage(records, message))?.claimedBy !== claimedBy) return;

  const claimed = asClaimed(message, at);
  if (typeof prepared === 'string') return giveUp(records, claimed, prepared, at);
  const urls = minted.map(({ link, target }) => linkUrl(publicUrl, target, link));
  await sendAndRecord(dependencies, claimed, prepared, urls);
};

/** Rows that will be the same at every attempt. */
const LASTING = [
  CaseNotFoundError,
  GenerationNotFoundError,
  MailFactsMissingError,
  RecipientNotFoundError,
  RoundNotFoundError,
  z.ZodError,
];

type Why = 'overtaken' | 'unreadable';

async function prepareOrSayWhyNot(
  { records, publicUrl, helpdesk }: SendMessageDependencies,
  message: MessageRow,
  now: Date,
): Promise<PreparedMail | Why> {
  try {
    return await prepareMail({ records, message, publicUrl, helpdesk, now });
  } catch (error) {
    if (!LASTING.some((kind) => error instanceof kind)) throw error;
    logError('a mail cannot be written', error, { template: message.template });
    return 'unreadable';
  }
}

/** What was overtaken needs nobody's attention. */
async function giveUp(records: Records, claimed: MessageRow, why: Why, at: Date): Promise<void> {
  const task = why === 'overtaken' ? [] : await messageTask(records, claimed, at);
  await unlessMovedOn(records, [messageFailed(claimed, why, at), ...task]);
}

async function sendAndRecord(
  dependencies: SendMessageDependencies,
  claimed: MessageRow,
  prepared: PreparedMail,
  urls: readonly string[],
): Promise<void> {
  const { records, now } = dependencies;
  let sesMessageId: string;
  try {
    sesMessageId = await sendWhenTaken(dependencies, sendEmail(dependencies, claimed, prepared, urls));
  } catch (error) {
    return recordRefusal(records, claimed, error, now());
  }
  // a report of SES may have been faster: then the message is further on already
  await unlessMovedOn(records, [messageSent(claimed, sesMessageId, now())]);
}

/**
 * Mails beyond the rate of SES wait here, and with them the stream: each of them refused would be tried again later, all at
 * one time, until they are given up.
 */
async function sendWhenTaken(
  { mail, waitForSes }: Pick<SendMessageDependencies, 'mail' | 'waitForSes'>,
  email: SendEmailCommand,
): Promise<string> {
  try {
    const { MessageId } = await mail.send(email);
    return MessageId ?? 'unknown';
  } catch (error) {
    if (!(error instanceof TooManyRequestsException) || !(await waitForSes())) throw error;
    return sendWhenTaken({ mail, waitForSes }, email);
  }
}

async function recordRefusal(records: Records, claimed: MessageRow, error: unknown, at: Date): Promise<void> {
  // the name only: a message may quote the address
  const failure = error instanceof Error ? error.name : 'UnknownError';
  const word = sendRefusal(error);
  const next = word === 'later' && afterFailedAttempt(claimed.attempts, at);
  if (next && next.word === 'retry') {
    await unlessMovedOn(records, [attemptFailed(claimed, failure, at, next.at)]);
    return;
  }
  const end = word === 'unknown' ? messageInterrupted : messageFailed;
  await unlessMovedOn(records, [end(claimed, failure, at), ...(await messageTask(records, claimed, at))]);
}

function sendEmail(
  { from, configurationSet, helpdesk }: SendMessageDependencies,
  message: MessageRow,
  { to, replyTo = helpdesk.email, targets, render }: PreparedMail,
  urls: readonly string[],
): SendEmailCommand {
  const { subject, text, html } = render(urls, helpdesk);
  const stopUrl = urls[targets.findIndex(({ leadsTo }) => leadsTo === 'interest-end')];
  return new SendEmailCommand({
    FromEmailAddress: from,
    Destination: { ToAddresses: [to.email] },
    ReplyToAddresses: [replyTo],
    ConfigurationSetName: configurationSet,
    Content: {
      Simple: {
        Subject: { Data: subject, Charset: 'UTF-8' },
        Body: { Text: { Data: text, Charset: 'UTF-8' }, Html: { Data: html, Charset: 'UTF-8' } },
        Headers: mailHeaders(message, helpdesk, stopUrl),
      },
    },
    EmailTags: messageTags(message),
  });
}
