import type { Answered } from './door.ts';

/** What there is of one application after the rush. */
export interface Found {
  /** When the row says that it was sent, as ISO; undefined: never. */
  readonly submittedAt: string | undefined;
  /** States of its messages about having been received. */
  readonly messages: readonly string[];
  /** Mails of that kind in the mailbox. */
  readonly mails: number;
  /** Executions of its workflow. */
  readonly executions: number;
}

export interface Rush {
  readonly closes: Date;
  /** Whether the home was killed: then nobody knows of some mails whether they went. */
  readonly wasKilled: boolean;
}

export type Verdict = 'right' | 'mail-in-doubt' | 'wrong';

/**
 * An accepted application has its row from before closing, its one message that is sent, and its one execution. A refused
 * one is a draft that nobody was mailed about, and was refused after closing. Any other answer is wrong.
 */
export function verdict(
  { word, at }: Pick<Answered, 'word' | 'at'>,
  { submittedAt, messages, mails, executions }: Found,
  { closes, wasKilled }: Rush,
): Verdict {
  if (word === 'refused') {
    const isUntouched = submittedAt === undefined && messages.length === 0 && mails === 0 && executions === 0;
    // one computer, one clock: who has the answer before closing was refused before closing
    return isUntouched && at >= closes ? 'right' : 'wrong';
  }
  const isInTime = submittedAt !== undefined && new Date(submittedAt) < closes;
  if (word !== 'accepted' || !isInTime || messages.length !== 1 || executions !== 1) return 'wrong';
  // a claim whose sender was killed: the sweep will call it interrupted, and staff are told
  if (wasKilled && /^(claimed|interrupted)$/.test(messages.join()) && mails <= 1) return 'mail-in-doubt';
  return mails === 1 ? 'right' : 'wrong';
}
