import * as z from 'zod';
import type { Eligibility, Finding } from '../../domain/eligibility.ts';
import { INSPECTION_WORDS } from '../../domain/eligibility-facts.ts';
import { rowKeys } from './keys.ts';
import type { Write } from './records.ts';
import { updateRow } from './row-update.ts';
import { inspection } from './school-row.ts';
import { type WakeWord, waitingFields, wakeWith } from './waiting-row.ts';

const date = { date: z.string() };
const evidence = z.discriminatedUnion('source', [
  z.object({ source: z.literal('school-register'), says: z.string(), ...date }),
  z.object({ source: z.literal('inspection-data'), seen: inspection.omit({ snapshotDate: true }), ...date }),
  z.object({ source: z.literal('application'), declared: z.boolean(), ...date }),
  z.object({ source: z.literal('endorsement'), slot: z.string(), confirmed: z.boolean(), ...date }),
]);

const explanation = z.discriminatedUnion('word', [
  z.object({ word: z.enum(['nothing-declared', 'declared-met', 'declared-not-met']) }),
  z.object({ word: z.enum(['all-confirmed', 'not-confirmed', 'endorsers-awaited']) }),
  z.object({ word: z.enum(['school-not-in-register', 'no-inspection', 'to-be-judged']) }),
  z.object({ word: z.enum(['register-old', 'inspection-data-old']), of: z.string() }),
  z.object({ word: z.literal('register-says'), says: z.string() }),
  z.object({ word: z.literal('inspection'), told: z.enum(INSPECTION_WORDS) }),
]);

const finding = z.object({
  criterion: z.string(),
  by: z.enum(['register', 'declared', 'judged', 'endorsed']),
  outcome: z.enum(['met', 'not-met', 'needs-judgement']),
  why: explanation,
  evidence: z.array(evidence),
}) satisfies z.ZodType<Finding>;

/** The result of the eligibility check, and of the helpdesk's review of it. The workflow parks its token here. */
export const eligibilityRow = z.object({
  kind: z.literal('eligibility'),
  reference: z.string(),
  /** What the check found; `approved`, `refused`: what the review made of it; `cancelled`: withdrawn meanwhile. */
  state: z.enum(['eligible', 'ineligible', 'review', 'approved', 'refused', 'cancelled']),
  variant: z.string(),
  findings: z.array(finding),
  checkedAt: z.iso.datetime(),
  review: z
    .object({
      by: z.string(),
      at: z.iso.datetime(),
      /** Id of the text with the reason, by criterion. */
      reasons: z.record(z.string(), z.string()),
    })
    .exactOptional(),
  ...waitingFields,
});
export type EligibilityRow = z.infer<typeof eligibilityRow>;

/** Ids of the texts that staff wrote at the review: one that speaks of several criteria is there once. */
export const reviewTexts = (row: EligibilityRow | undefined): string[] => [
  ...new Set(Object.values(row?.review?.reasons ?? {})),
];

/** What the register says against the applicant: it led to the review, and has to be settled by it. */
export const againstApplicant = (row: EligibilityRow | undefined): readonly Finding[] =>
  row?.findings.filter(({ outcome, by }) => outcome === 'not-met' && by === 'register') ?? [];

/** The review was settled meanwhile. */
export class ReviewMovedOnError extends Error {
  override readonly name = 'ReviewMovedOnError';
}

export function putEligibility(reference: string, { word, variant, findings }: Eligibility, at: Date): Write {
  const row = { kind: 'eligibility', reference, state: word, variant, findings, checkedAt: at.toISOString() };
  return { Put: { Item: { ...rowKeys.eligibility(reference), ...row } } };
}

/** Ends the review. */
export function endReview(
  reference: string,
  set: Pick<EligibilityRow, 'state'> & Partial<EligibilityRow>,
  wake: WakeWord,
  at: Date,
): Write {
  return updateRow(
    rowKeys.eligibility(reference),
    { set: { ...set, ...wakeWith(reference, wake, at) }, when: { state: 'review' } },
    () => new ReviewMovedOnError(reference),
  );
}
