import {
  type CaseCard,
  countStates,
  FUNNEL,
  type FunnelStage,
  type RoundReport,
  type StateCount,
} from '../../domain/round-figures.ts';
import type { Programme } from '../../programmes/programme.ts';
import { FIGURE_WORDS } from './words.ts';

/** A line of figures as people read it: pages, mails and commands show the same. */
export interface FigureLine {
  readonly label: string;
  readonly value: string;
}

/** The report on a round as people read it. */
export interface ReportView {
  readonly funnel: readonly FigureLine[];
  readonly ends: readonly FigureLine[];
  readonly times: readonly FigureLine[];
  readonly reasons: readonly FigureLine[];
}

export function viewReport({ funnel, states, steps, reasons }: RoundReport, programme: Programme): ReportView {
  return {
    funnel: FUNNEL.map((stage) => ({ label: FIGURE_WORDS.funnel[stage], value: withShare(funnel, stage) })),
    ends: states
      .filter(({ cases }) => cases > 0)
      .map(({ state, cases }) => ({ label: FIGURE_WORDS.states[state], value: String(cases) })),
    times: steps.map(({ step, cases, medianMs, p90Ms }) => ({
      label: FIGURE_WORDS.steps[step],
      value: FIGURE_WORDS.times(printDuration(medianMs), printDuration(p90Ms), cases),
    })),
    reasons: reasons.map(({ state, reason, cases }) => ({
      label: `${FIGURE_WORDS.states[state]}: ${reasonWording(programme, reason)}`,
      value: String(cases),
    })),
  };
}

/** The figures of a round that is going on. */
export const viewStates = (cards: Iterable<CaseCard>, now: Date): FigureLine[] => viewCounts(countStates(cards), now);

/** The same, counted already. */
export function viewCounts(counts: readonly StateCount[], now: Date): FigureLine[] {
  return counts.map(({ state, cases, oldest }) => ({
    label: FIGURE_WORDS.states[state],
    value: oldest ? FIGURE_WORDS.waiting(cases, printDuration(now.getTime() - oldest.getTime())) : String(cases),
  }));
}

/** "12 of 40 (30%)": of all that were started. */
function withShare(funnel: RoundReport['funnel'], stage: FunnelStage): string {
  const { started } = funnel;
  if (stage === 'started' || started === 0) return String(funnel[stage]);
  return `${funnel[stage]} (${Math.round((100 * funnel[stage]) / started)}%)`;
}

/** Reasons are ids: of criteria, of the programme's lists, of slots, or words of the service itself. */
export function reasonWording({ criteria, decision, withdrawalReasons, endorsements }: Programme, id: string): string {
  const slot = endorsements.slots.find((one) => one.id === id);
  const found = [...criteria, ...decision.declineReasons, ...withdrawalReasons].find((one) => one.id === id);
  return found?.wording ?? slot?.title ?? id.replaceAll('-', ' ');
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** "11 days", "5 hours", "3 minutes": rounded up, so that nothing takes no time. */
export function printDuration(ms: number): string {
  const [length, unit] = ms > 2 * DAY ? [DAY, 'day'] : ms > 2 * HOUR ? [HOUR, 'hour'] : [MINUTE, 'minute'];
  const number = Math.max(1, Math.ceil(ms / length));
  return `${number} ${unit}${number === 1 ? '' : 's'}`;
}

/** The report as a table for spreadsheets: one figure a line. Times are in days. */
export function reportCsv({ funnel, states, steps, reasons }: RoundReport): string {
  const days = (ms: number) => (ms / DAY).toFixed(2);
  const lines = [
    ['part', 'name', 'reason', 'cases', 'median_days', 'p90_days'],
    ...FUNNEL.map((stage) => ['funnel', stage, '', funnel[stage], '', '']),
    ...states.map(({ state, cases }) => ['state', state, '', cases, '', '']),
    ...steps.map(({ step, cases, medianMs, p90Ms }) => ['step', step, '', cases, days(medianMs), days(p90Ms)]),
    ...reasons.map(({ state, reason, cases }) => ['reason', state, reason, cases, '', '']),
  ];
  // ids hold no commas or quotes
  return lines.map((line) => `${line.join(',')}\r\n`).join('');
}
