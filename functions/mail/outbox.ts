import { claimWord } from '../../domain/message-retry.ts';
import { type CaseRow, caseRow } from '../store/case-row.ts';
import { type Key, rowKeys } from '../store/keys.ts';
import {
  getMessage,
  MessageMovedOnError,
  type MessageRow,
  messageInterrupted,
  showMessageAgain,
} from '../store/message-row.ts';
import type { Records, Write } from '../store/records.ts';
import { closeTask, putTask } from '../store/task-row.ts';
import { readDigest } from './load-request.ts';
import { messageName } from './message-tags.ts';
import { MAIL_USES, type Matter } from './template-ids.ts';

/** The kind of task of a message that staff must look at; its subject is the message's name. */
export const MESSAGE_TASK = 'settle-message';

const ABOUT_NO_CASE: readonly Matter[] = ['person', 'interest', 'round'];

/**
 * The case that a message is about; of a digest, the first of its cases. Undefined when it is about none, or about one
 * that is erased: nobody is left to write to.
 */
export async function caseOfMessage(records: Records, message: MessageRow): Promise<CaseRow | undefined> {
  const { template, reference, recipient } = message;
  if (ABOUT_NO_CASE.some((matter) => matter === MAIL_USES[template].about)) return undefined;
  const about = template === 'endorsement-digest' ? (await readDigest(records, recipient))?.[0]?.reference : reference;
  return about === undefined ? undefined : records.get(rowKeys.case(about), caseRow);
}

/**
 * The task that goes with a message's move, at its case. One about no case has none: whoever asked to sign in asks again,
 * and the figures of a round can be looked at.
 */
export async function messageTask(records: Records, message: MessageRow, at: Date): Promise<Write[]> {
  const found = await caseOfMessage(records, message);
  return found ? [putTask(found.reference, found.body, MESSAGE_TASK, messageName(message), at)] : [];
}

/** Closes the task of a message that needs nobody any more. */
export async function messageSettled(records: Records, message: MessageRow): Promise<Write[]> {
  const found = await caseOfMessage(records, message);
  return found ? closeTask(records, found.reference, MESSAGE_TASK, messageName(message)) : [];
}

/** Writes, unless somebody else has moved the message on. */
export async function unlessMovedOn(records: Records, writes: readonly Write[]): Promise<'done' | 'moved-on'> {
  try {
    await records.transact(writes);
    return 'done';
  } catch (error) {
    if (!(error instanceof MessageMovedOnError)) throw error;
    return 'moved-on';
  }
}

/**
 * For the sweep: has an owed message sent whose next attempt is due, or that the stream has lost. The stream sees the row
 * change and shows it to the sender: nothing is sent here.
 */
export async function retryDueMessage(records: Records, key: Key, now: Date): Promise<'shown-again' | 'not-due'> {
  const message = await getMessage(records, key);
  if (message?.state !== 'owed' || !isAttemptDue(message, now)) return 'not-due';
  const word = await unlessMovedOn(records, [showMessageAgain(message, now)]);
  return word === 'done' ? 'shown-again' : 'not-due';
}

/** For the sweep: a message whose sender is gone is interrupted, and staff find out whether it went. */
export async function interruptStaleClaim(records: Records, key: Key, now: Date): Promise<'interrupted' | 'not-stale'> {
  const message = await getMessage(records, key);
  if (message?.state !== 'claimed' || !message.claimedAt) return 'not-stale';
  if (claimWord(new Date(message.claimedAt), now) === 'sending') return 'not-stale';
  const task = await messageTask(records, message, now);
  const word = await unlessMovedOn(records, [messageInterrupted(message, 'sender-gone', now), ...task]);
  return word === 'done' ? 'interrupted' : 'not-stale';
}

/** May an owed message be tried now? The stream shows it as soon as an attempt has failed, too. */
export function isAttemptDue({ nextAttemptAt }: MessageRow, now: Date): boolean {
  return nextAttemptAt === undefined || Date.parse(nextAttemptAt) <= now.getTime();
}
