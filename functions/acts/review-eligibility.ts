import { randomUUID } from 'node:crypto';
import { type CaseStanding, readCaseStanding } from '../store/case-file.ts';
import { CaseMovedOnError, changeCase, moveCase } from '../store/case-row.ts';
import { againstApplicant, endReview, ReviewMovedOnError } from '../store/eligibility-row.ts';
import { type Actor, putText } from '../store/event-row.ts';
import type { Write } from '../store/records.ts';
import { type Desk, decideAnew, wakeAfter } from './desk.ts';
import { NotNowError, ReasonMissingError } from './refusals.ts';
import { recordFact, toApplicant } from './timeline.ts';

export interface EligibilityReview {
  readonly reference: string;
  readonly by: Actor;
  readonly word: 'approve' | 'refuse';
  /** For each criterion that the register speaks against. */
  readonly reasons: readonly { readonly criterion: string; readonly reason: string }[];
}

/**
 * Settles the review of a case whose register data speak against it. Approved, the workflow takes it on to its
 * endorsements; refused, it ends here.
 *
 * @throws NotNowError when there is no review, or no longer
 * @throws ReasonMissingError when a criterion in question has none
 */
export async function reviewEligibility(desk: Desk, review: EligibilityReview): Promise<void> {
  const { reference, reasons } = review;
  await decideAnew([CaseMovedOnError, ReviewMovedOnError], async () => {
    const standing = await readCaseStanding(desk.records, reference);
    const { case: row, eligibility } = standing;
    if (row.state !== 'eligibility-review' || eligibility?.state !== 'review') throw new NotNowError('no-review');
    for (const { criterion } of againstApplicant(eligibility)) {
      const given = reasons.find((one) => one.criterion === criterion);
      if (!given || given.reason.trim() === '') throw new ReasonMissingError(criterion);
    }
    await desk.records.transact(writes(standing, review, desk.at));
  });
  await wakeAfter(desk, reference);
}

function writes(standing: CaseStanding, { reference, by, word, reasons }: EligibilityReview, at: Date): Write[] {
  const { case: row } = standing;
  // one reason for several criteria is one text, and read once
  const texts = new Map(reasons.map(({ reason }) => [reason, randomUUID()]));
  const review = {
    by: by.id ?? by.kind,
    at: at.toISOString(),
    reasons: Object.fromEntries(reasons.map(({ criterion, reason }) => [criterion, texts.get(reason) ?? ''])),
  };
  const criteria = reasons.map(({ criterion }) => criterion);
  const refused = word === 'refuse';
  return [
    refused
      ? moveCase(row, 'ineligible', 'helpdesk', at, { set: { ended: { reasons: criteria } } })
      : changeCase(row, {}),
    endReview(reference, { state: refused ? 'refused' : 'approved', review }, 'answered', at),
    ...Array.from(texts, ([reason, id]) => putText(reference, id, reason)),
    ...recordFact(
      reference,
      at,
      { who: by, what: refused ? 'ineligible' : 'eligibility-approved', reasons: criteria },
      refused ? [toApplicant(row, 'ineligible')] : [],
    ),
  ];
}
