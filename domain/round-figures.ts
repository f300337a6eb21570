import { APPLICATION_STATES, type ApplicationState, isOpenState } from './application.ts';

/** A case as lists show it. */
export interface CaseCard {
  readonly state: ApplicationState;
  /** When it came to that state. */
  readonly since: Date;
}

export interface StateCount {
  readonly state: ApplicationState;
  readonly cases: number;
  /** Where cases wait: since when the one has that waits longest. */
  readonly oldest?: Date;
}

/** How many cases are where at this moment, in the order in which a case goes through its states. */
export function countStates(cards: Iterable<CaseCard>): StateCount[] {
  const counts = new Map<ApplicationState, { cases: number; oldest: Date }>();
  for (const { state, since } of cards) {
    const { cases = 0, oldest = since } = counts.get(state) ?? {};
    counts.set(state, { cases: cases + 1, oldest: since < oldest ? since : oldest });
  }
  return APPLICATION_STATES.map((state) => {
    const { cases = 0, oldest } = counts.get(state) ?? {};
    return { state, cases, ...(oldest && isOpenState(state) && { oldest }) };
  });
}

/** A line of a case's timeline about the case itself: endorsers' answers and the like are left out. */
export interface Passage {
  readonly what: string;
  readonly at: Date;
  /** Ids of reasons or criteria. */
  readonly reasons: readonly string[];
}

/** One case, from its beginning to its end. */
export interface CaseHistory {
  readonly state: ApplicationState;
  /** In the order in which it happened. */
  readonly passages: readonly Passage[];
}

interface Step {
  readonly id: string;
  readonly from: string;
  /** Whichever comes first ends the step. */
  readonly to: readonly string[];
}

/** What takes time in a round: from one line of the timeline to another. Withdrawn cases end no step. */
export const STEPS = [
  { id: 'writing', from: 'draft', to: ['submitted'] },
  { id: 'check', from: 'submitted', to: ['awaiting-endorsements', 'eligibility-review', 'ineligible'] },
  { id: 'review', from: 'eligibility-review', to: ['eligibility-approved', 'ineligible'] },
  { id: 'endorsements', from: 'awaiting-endorsements', to: ['awaiting-decision', 'not-endorsed'] },
  { id: 'decision', from: 'awaiting-decision', to: ['designated', 'declined'] },
  { id: 'whole', from: 'submitted', to: ['ineligible', 'not-endorsed', 'declined', 'designated'] },
] as const satisfies readonly Step[];
export type StepId = (typeof STEPS)[number]['id'];

/** How far cases came; each includes those after it. */
export const FUNNEL = ['started', 'submitted', 'eligible', 'endorsed', 'designated'] as const;
export type FunnelStage = (typeof FUNNEL)[number];

export interface StepTimes {
  readonly step: StepId;
  readonly cases: number;
  /** Half of the cases took no longer. */
  readonly medianMs: number;
  /** Nine of ten took no longer. */
  readonly p90Ms: number;
}

export interface ReasonCount {
  /** The end that it was a reason of. */
  readonly state: ApplicationState;
  readonly reason: string;
  readonly cases: number;
}

export interface RoundReport {
  readonly funnel: Readonly<Record<FunnelStage, number>>;
  readonly states: readonly StateCount[];
  readonly steps: readonly StepTimes[];
  /** Why cases ended, the most frequent first. One case may have several reasons. */
  readonly reasons: readonly ReasonCount[];
}

const ENDED_WITH_REASONS = ['ineligible', 'not-endorsed', 'declined', 'withdrawn'] as const;

/** What became of a round. */
export function reportOn(cases: readonly CaseHistory[]): RoundReport {
  return {
    funnel: {
      started: cases.length,
      submitted: countWith(cases, 'submitted'),
      eligible: countWith(cases, 'awaiting-endorsements'),
      endorsed: countWith(cases, 'awaiting-decision'),
      designated: cases.filter(({ state }) => state === 'designated').length,
    },
    states: countStates(cases.map(({ state, passages }) => ({ state, since: passages.at(-1)?.at ?? new Date(0) }))),
    steps: STEPS.flatMap((step) => timesOf(step, cases)),
    reasons: ENDED_WITH_REASONS.flatMap((state) => reasonsOf(state, cases)),
  };
}

const countWith = (cases: readonly CaseHistory[], what: string) =>
  cases.filter(({ passages }) => passages.some((passage) => passage.what === what)).length;

function timesOf({ id, from, to }: Step & { readonly id: StepId }, cases: readonly CaseHistory[]): StepTimes[] {
  const times = cases.flatMap(({ passages }) => {
    const begin = passages.findIndex(({ what }) => what === from);
    const end = passages.find(({ what }, index) => index > begin && to.includes(what));
    const began = passages[begin];
    return began && end ? [end.at.getTime() - began.at.getTime()] : [];
  });
  if (times.length === 0) return [];
  times.sort((a, b) => a - b);
  return [{ step: id, cases: times.length, medianMs: percentile(times, 50), p90Ms: percentile(times, 90) }];
}

/** The nearest rank: a time that one of the cases did take. */
function percentile(sorted: readonly number[], percent: number): number {
  return sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? 0;
}

function reasonsOf(state: ApplicationState, cases: readonly CaseHistory[]): ReasonCount[] {
  const counts = new Map<string, number>();
  for (const { passages } of cases.filter((one) => one.state === state)) {
    const { reasons = [] } = passages.findLast(({ what }) => what === state) ?? {};
    for (const reason of new Set(reasons)) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a, ofA], [b, ofB]) => ofB - ofA || a.localeCompare(b))
    .map(([reason, number]) => ({ state, reason, cases: number }));
}
