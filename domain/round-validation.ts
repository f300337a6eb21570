import type { Timing, Window } from '../programmes/programme.ts';
import { lastClosing, type Moment, type Round } from './round.ts';
import { ENGLAND_AND_WALES, type HolidayCalendar, kindOfDay } from './working-days.ts';

const DAY = 86_400_000;

/** A workflow of a case lives a year; a month is kept for what comes late. */
export const LONGEST_ROUND_DAYS = 334;

export type RoundMoment = 'opens' | 'closes' | 'endorsementsDue' | 'decisionsDue';
/** Also the end of a second opening, or of the leave that one person was given. */
export type NamedMoment = RoundMoment | 'until';

export type RoundProblem =
  | { readonly word: 'too-soon'; readonly moment: RoundMoment; readonly after: RoundMoment; readonly leastDays: number }
  | { readonly word: 'too-long'; readonly mostDays: number }
  | { readonly word: 'overlaps'; readonly round: string; readonly opens: Date; readonly closes: Date }
  | { readonly word: 'capacity-too-small' | 'already-past' };

/** What a manager is asked to look at again, and may keep. */
export interface RoundWarning {
  readonly word: 'weekend' | 'bank-holiday' | 'holidays-unknown' | 'past' | 'after-endorsements';
  readonly moment: NamedMoment;
}

type Dates = Pick<Round, RoundMoment>;

/**
 * What is wrong with a round that is to be created or changed; empty when nothing is.
 *
 * @param others when the other rounds of the same programme and designating body are open; cancelled ones left out
 */
export function roundProblems(
  round: Dates & Pick<Round, 'capacity' | 'reopened'>,
  timing: Timing,
  others: readonly { readonly id: string; readonly opens: Date; readonly closes: Date }[],
  now: Date,
): RoundProblem[] {
  const problems = [
    ...order(round, 'opens', 'closes', timing.open),
    ...order(round, 'closes', 'endorsementsDue', timing.endorsementsAfterClosing),
    ...order(round, 'endorsementsDue', 'decisionsDue', timing.decisionsAfterEndorsements),
  ];
  if (days(round.opens, round.decisionsDue) > LONGEST_ROUND_DAYS) {
    problems.push({ word: 'too-long', mostDays: LONGEST_ROUND_DAYS });
  }
  const until = lastClosing(round).instant;
  for (const other of others) {
    const isApart = other.closes <= round.opens.instant || other.opens >= until;
    if (!isApart) problems.push({ word: 'overlaps', round: other.id, opens: other.opens, closes: other.closes });
  }
  if (round.capacity !== undefined && !(round.capacity >= 1)) problems.push({ word: 'capacity-too-small' });
  if (round.closes.instant <= now) problems.push({ word: 'already-past' });
  return problems;
}

/** What of a round is to be looked at again. */
export function roundWarnings(
  round: Dates & Pick<Round, 'state' | 'reopened'>,
  now: Date,
  holidays?: HolidayCalendar,
): RoundWarning[] {
  const { state, opens, endorsementsDue, decisionsDue } = round;
  return [
    ...dayWarnings({ opens, closes: lastClosing(round), endorsementsDue, decisionsDue }, holidays),
    ...(state === 'scheduled' && opens.instant <= now ? [{ word: 'past', moment: 'opens' } as const] : []),
    ...endorsementsWarnings(round, 'closes'),
  ];
}

/** Endorsements are not to be due before the last application is sent. Only a second opening can make them so. */
export const endorsementsWarnings = (
  round: Pick<Round, 'closes' | 'reopened' | 'endorsementsDue'>,
  moment: NamedMoment,
): RoundWarning[] =>
  lastClosing(round).instant > round.endorsementsDue.instant ? [{ word: 'after-endorsements', moment }] : [];

/** Real rounds end on working days: whoever has a question on the last day should find somebody to ask. */
export function dayWarnings(
  moments: { readonly [Each in NamedMoment]?: Moment },
  holidays: HolidayCalendar = ENGLAND_AND_WALES,
): RoundWarning[] {
  return Object.entries(moments).flatMap(([moment, { wallClock }]): RoundWarning[] => {
    const kind = kindOfDay(wallClock.slice(0, 10), holidays);
    if (kind === 'working-day') return [];
    return [{ word: kind === 'unknown' ? 'holidays-unknown' : kind, moment: moment as NamedMoment }];
  });
}

function order(round: Dates, after: RoundMoment, moment: RoundMoment, { leastDays }: Window): RoundProblem[] {
  if (days(round[after], round[moment]) >= leastDays) return [];
  return [{ word: 'too-soon', moment, after, leastDays }];
}

/** By the clocks on the wall: five weeks that hold a change of clocks are five weeks. */
function days(from: Moment, to: Moment): number {
  return (Date.parse(`${to.wallClock}Z`) - Date.parse(`${from.wallClock}Z`)) / DAY;
}
