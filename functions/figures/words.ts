import type { ApplicationState } from '../../domain/application.ts';
import type { FunnelStage, StepId } from '../../domain/round-figures.ts';

/** How figures are named for staff. */
export const FIGURE_WORDS = {
  funnel: {
    started: 'Started an application',
    submitted: 'Sent it',
    eligible: 'Eligible',
    endorsed: 'Endorsed',
    designated: 'Designated',
  } satisfies Record<FunnelStage, string>,
  states: {
    draft: 'Draft, not sent yet',
    submitted: 'Sent, being checked',
    'eligibility-review': 'Eligibility under review',
    'awaiting-endorsements': 'Waiting for endorsements',
    'awaiting-decision': 'Waiting for a decision',
    ineligible: 'Not eligible',
    'not-endorsed': 'Not endorsed',
    declined: 'Declined',
    designated: 'Designated',
    withdrawn: 'Withdrawn',
    'not-submitted': 'Not sent before the round closed',
  } satisfies Record<ApplicationState, string>,
  steps: {
    writing: 'From starting to sending',
    check: 'Eligibility check',
    review: 'Eligibility review by staff',
    endorsements: 'Endorsements',
    decision: 'Decision',
    whole: 'From sending to the result',
  } satisfies Record<StepId, string>,
  times: (median: string, p90: string, cases: number) =>
    `half within ${median}, 9 in 10 within ${p90} (${cases} ${cases === 1 ? 'application' : 'applications'})`,
  waiting: (cases: number, oldest: string) => `${cases}, the oldest waiting for ${oldest}`,
} as const;
