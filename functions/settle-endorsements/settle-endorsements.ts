import { endorsementsWord } from '../../domain/endorsement-policy.ts';
import { type AwaitedSlot, awaitedSlots } from '../acts/awaited-slots.ts';
import { decideAnew } from '../acts/desk.ts';
import { endSlot } from '../acts/end-slot.ts';
import { recordFact, toApplicant } from '../acts/timeline.ts';
import { type CaseStanding, readCaseStanding } from '../store/case-file.ts';
import { CaseMovedOnError, moveCase } from '../store/case-row.ts';
import { putAwaitedDecision } from '../store/decision-rows.ts';
import { SERVICE } from '../store/event-row.ts';
import type { Records, Write } from '../store/records.ts';
import { getRound } from '../store/round-row.ts';
import { isOpenSlot, SlotMovedOnError } from '../store/slot-row.ts';

export interface SettleEndorsementsDependencies {
  readonly records: Records;
  readonly now: () => Date;
  /** Told when all endorsements of a case are given, and when it was sent. */
  readonly tellEndorsed: (submittedAt: Date, at: Date) => void;
}

/** A case awaits endorsements, and there is none to await: its rows are not of this version, or were tampered with. */
export class NoSlotsError extends Error {
  override readonly name = 'NoSlotsError';
}

/**
 * `waiting`: slots are open, with the time that each has left. `review`: it has not come to its endorsements, the helpdesk
 * looks at it first. `ended`: the case is over.
 */
export type EndorsementsOutcome =
  | { readonly outcome: 'waiting'; readonly slots: readonly AwaitedSlot[] }
  | { readonly outcome: 'given' | 'review' | 'not-endorsed' | 'ended' };

/** Counts the endorsements of a case: sends it on to the decision, ends it, or has the workflow wait again. */
export const createSettleEndorsements =
  ({ records, now, tellEndorsed }: SettleEndorsementsDependencies) =>
  ({ reference }: { reference: string }): Promise<EndorsementsOutcome> =>
    decideAnew([CaseMovedOnError, SlotMovedOnError], async () => {
      const at = now();
      const standing = await readCaseStanding(records, reference);
      const { state } = standing.case;
      if (state === 'awaiting-decision') return { outcome: 'given' };
      if (state === 'eligibility-review') return { outcome: 'review' };
      if (state !== 'awaiting-endorsements') return { outcome: 'ended' };
      // else it would be ended for want of endorsements that nobody was asked for
      if (standing.slots.length === 0) throw new NoSlotsError(reference);

      const over = standing.slots.filter((slot) => isOpenSlot(slot) && at >= new Date(slot.dueAt));
      const slots = standing.slots.map((slot) => (over.includes(slot) ? { ...slot, state: 'lapsed' as const } : slot));
      const outcome = endorsementsWord(standing.programme.endorsements, slots);
      if (outcome === 'waiting' && slots.some(isOpenSlot)) return { outcome, slots: awaitedSlots(slots, at) };

      const lapsed = over.flatMap((slot) => endSlot(standing, slot, 'due-date-passed', at));
      if (outcome === 'given') {
        await records.transact([...lapsed, ...(await toDecision(records, standing, at))]);
        tellEndorsed(new Date(standing.case.submittedAt ?? at), at);
        return { outcome };
      }
      await records.transact([...lapsed, ...notEndorsed(standing, at)]);
      return { outcome: 'not-endorsed' };
    });

async function toDecision(records: Records, { case: row }: CaseStanding, at: Date): Promise<Write[]> {
  const { round } = await getRound(records, row.round);
  return [
    moveCase(row, 'awaiting-decision', 'endorsements', at, {
      work: { queue: 'decision', due: round.decisionsDue.instant },
    }),
    putAwaitedDecision(row.reference),
    ...recordFact(row.reference, at, { who: SERVICE, what: 'awaiting-decision' }, [
      toApplicant(row, 'endorsements-complete'),
    ]),
  ];
}

function notEndorsed(standing: CaseStanding, at: Date): Write[] {
  const { case: row, slots } = standing;
  const reasons = slots.filter(({ state }) => state !== 'given').map(({ slot }) => slot);
  const stillOpen = slots.filter((slot) => isOpenSlot(slot) && at < new Date(slot.dueAt));
  return [
    moveCase(row, 'not-endorsed', 'endorsements', at, { set: { ended: { reasons } } }),
    ...stillOpen.flatMap((slot) => endSlot(standing, slot, 'case-ended', at)),
    ...recordFact(row.reference, at, { who: SERVICE, what: 'not-endorsed', reasons }, [
      toApplicant(row, 'not-endorsed'),
    ]),
  ];
}
