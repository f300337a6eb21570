import * as z from 'zod';
import type { DecisionState } from '../../domain/decision.ts';
import type { Round } from '../../domain/round.ts';
import type { StaffWork } from './case-row.ts';
import { rowKeys } from './keys.ts';
import type { Write } from './records.ts';
import { updateRow } from './row-update.ts';
import { type WakeWord, waitingFields, wakeWith } from './waiting-row.ts';

/** The decision on a case, from the moment on at which it is awaited. The workflow parks its token here. */
export const decisionRow = z.object({
  kind: z.literal('decision'),
  reference: z.string(),
  state: z.enum(['awaited', 'provisional', 'released', 'cancelled']),
  outcome: z.enum(['designate', 'decline']).exactOptional(),
  /** Ids from the programme's list. */
  declineReasons: z.array(z.string()).exactOptional(),
  /** Id of the text with the words for the applicant. */
  wordsText: z.string().exactOptional(),
  decidedBy: z.string().exactOptional(),
  decidedAt: z.iso.datetime().exactOptional(),
  releasedBy: z.string().exactOptional(),
  releasedAt: z.iso.datetime().exactOptional(),
  /** Asked for by one member of staff, until another confirms it. */
  reversal: z.object({ askedBy: z.string(), reason: z.string(), at: z.iso.datetime() }).exactOptional(),
  version: z.int().positive(),
  ...waitingFields,
});
export type DecisionRow = z.infer<typeof decisionRow>;

/** The state as the rules of decisions know it. */
export function decisionState(row: Pick<DecisionRow, 'state'> | undefined): DecisionState {
  return row?.state === 'provisional' || row?.state === 'released' ? row.state : 'none';
}

/** What staff have to do about a decision: make it, or release it. */
export function decisionWork(
  row: Pick<DecisionRow, 'state'> | undefined,
  { decisionsDue }: Pick<Round, 'decisionsDue'>,
): StaffWork {
  return { queue: decisionState(row) === 'none' ? 'decision' : 'release', due: decisionsDue.instant };
}

/** A decider's mark of one criterion. The reason in words is personal data. */
export const markRow = z.object({
  kind: z.literal('mark'),
  criterion: z.string(),
  mark: z.enum(['met', 'not-met', 'exception']),
  reason: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
});
export type MarkRow = z.infer<typeof markRow>;

/** Somebody else decided, released or withdrew meanwhile. */
export class DecisionMovedOnError extends Error {
  override readonly name = 'DecisionMovedOnError';
}

export const putAwaitedDecision = (reference: string): Write => ({
  Put: {
    Item: { ...rowKeys.decision(reference), kind: 'decision', reference, state: 'awaited', version: 1 },
  },
});

/** Changes a decision, if it is as it was read. */
export function changeDecision(
  { reference, version }: DecisionRow,
  set: Partial<DecisionRow>,
  { remove = [], wake }: { remove?: readonly (keyof DecisionRow)[]; wake?: readonly [WakeWord, Date] } = {},
): Write {
  return updateRow(
    rowKeys.decision(reference),
    { set: { ...set, ...(wake && wakeWith(reference, ...wake)), version: version + 1 }, remove, when: { version } },
    () => new DecisionMovedOnError(reference),
  );
}

/** Leaves nothing of what was decided or released: the case waits for a decision as before. */
export function awaitDecisionAnew(decision: DecisionRow): Write {
  const decided = ['outcome', 'declineReasons', 'wordsText', 'decidedBy', 'decidedAt'] as const;
  return changeDecision(decision, { state: 'awaited' }, { remove: [...decided, 'releasedBy', 'releasedAt'] });
}

export const putMark = (reference: string, row: MarkRow): Write => ({
  Put: { Item: { ...rowKeys.mark(reference, row.criterion), ...row } },
});
