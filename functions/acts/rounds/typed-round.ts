import { plusDays } from '../../../domain/london-time.ts';
import { type Moment, type Round, readMoment } from '../../../domain/round.ts';
import {
  type NamedMoment,
  type RoundMoment,
  type RoundProblem,
  roundProblems,
} from '../../../domain/round-validation.ts';
import type { Timing } from '../../../programmes/programme.ts';
import { programmeOf } from '../../store/case-file.ts';
import type { Records } from '../../store/records.ts';
import { type RoundCalendar, readCalendar } from '../../store/round-calendar-row.ts';
import { RoundInvalidError } from './refusals.ts';

/** Dates as their manager typed them: wall-clock times of London, `2027-01-04T09:00`. */
export type TypedMoments = { readonly [Each in RoundMoment]?: string | undefined };

export type RoundDates = Pick<Round, RoundMoment>;

/**
 * Reads all moments of a round. What is absent follows from the programme's usual times after the moment before.
 *
 * @throws RoundInvalidError
 */
export function readMoments(typed: TypedMoments & { readonly opens: string }, timing: Timing): RoundDates {
  const { open, endorsementsAfterClosing, decisionsAfterEndorsements, closesAt } = timing;
  const after = ({ wallClock }: Moment, days: number) => `${plusDays(wallClock.slice(0, 10), days)}T${closesAt}`;
  const opens = readTyped('opens', typed.opens);
  const closes = readTyped('closes', typed.closes ?? after(opens, open.offeredDays));
  const endorsementsDue = readTyped(
    'endorsementsDue',
    typed.endorsementsDue ?? after(closes, endorsementsAfterClosing.offeredDays),
  );
  const decisionsDue = readTyped(
    'decisionsDue',
    typed.decisionsDue ?? after(endorsementsDue, decisionsAfterEndorsements.offeredDays),
  );
  return { opens, closes, endorsementsDue, decisionsDue };
}

/**
 * An application that is let in must come before decisions are due.
 *
 * @throws RoundInvalidError
 */
export function requireBeforeDecisions(
  moment: NamedMoment,
  end: Moment,
  { decisionsDue }: Pick<Round, 'decisionsDue'>,
) {
  if (end.instant < decisionsDue.instant) return;
  throw new RoundInvalidError([{ word: 'not-before', moment, before: 'decisionsDue', than: decisionsDue }]);
}

/** It stands in headings, and in the subjects of emails. */
const LONGEST_TITLE = 80;

/** @throws RoundInvalidError */
export function readTitle(typed: string): string {
  const title = typed.trim().replace(/\s+/g, ' ');
  if (title === '') throw new RoundInvalidError([{ word: 'no-title' }]);
  if (title.length > LONGEST_TITLE) throw new RoundInvalidError([{ word: 'title-too-long' }]);
  return title;
}

/** @throws RoundInvalidError */
export function readTyped(moment: NamedMoment, text: string): Moment {
  const read = readMoment(text);
  if (read.word === 'moment') return read.moment;
  throw new RoundInvalidError([{ word: read.word, moment, text }]);
}

/**
 * Checks a round that is about to be written, also against the other rounds of its programme and body.
 *
 * @returns the calendar to note it in, in the same transaction
 * @throws RoundInvalidError
 */
export async function checkRound(records: Records, round: Round, at: Date): Promise<RoundCalendar> {
  const calendar = await readCalendar(records, round);
  const all = roundProblems(round, programmeOf(round.generation).timing, calendar.others, at);
  // once it is open, time passes over its dates, and it may have been closed after a few days
  const problems = round.state === 'scheduled' ? all : all.filter((problem) => !isOfOpening(problem));
  if (problems.length > 0) throw new RoundInvalidError(problems);
  return calendar;
}

const isOfOpening = (problem: RoundProblem) =>
  problem.word === 'already-past' || (problem.word === 'too-soon' && problem.moment === 'closes');

/** What a timeline says of dates that changed. */
export function datesChanged<Dates extends Partial<RoundDates>>(
  from: Dates,
  to: Dates,
): Record<string, { from: string; to: string }> {
  const moments: readonly RoundMoment[] = ['opens', 'closes', 'endorsementsDue', 'decisionsDue'];
  const dates = moments.map((moment) => [moment, from[moment]?.wallClock ?? '', to[moment]?.wallClock ?? ''] as const);
  return Object.fromEntries(
    dates.filter(([, was, is]) => was !== is).map(([moment, was, is]) => [moment, { from: was, to: is }]),
  );
}
