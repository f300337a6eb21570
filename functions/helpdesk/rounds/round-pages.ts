import { isOver, type Round } from '../../../domain/round.ts';
import { type CaseCard, countStates, FUNNEL } from '../../../domain/round-figures.ts';
import { gate } from '../../../domain/round-gate.ts';
import { roundEvents, stillToDo } from '../../../domain/round-moments.ts';
import { roundWarnings } from '../../../domain/round-validation.ts';
import { readReport } from '../../figures/make-report.ts';
import { reportCsv, viewReport } from '../../figures/report-view.ts';
import { FIGURE_WORDS } from '../../figures/words.ts';
import { programmeOf } from '../../store/case-file.ts';
import { rowKeys } from '../../store/keys.ts';
import { roundEventRow } from '../../store/round-event-row.ts';
import { getReport } from '../../store/round-report-row.ts';
import { show } from '../../web/answer.ts';
import { PageNotFoundError } from '../../web/problems.ts';
import { type Action, mayDo, type Staff } from '../permissions.ts';
import { RoundCards } from '../round-cards.ts';
import { roundRoute } from '../round-route.ts';
import { roundsOf } from '../rounds-of.ts';
import { staffNames } from '../staff-names.ts';
import type { PageGroup } from '../staff-route.ts';
import { ages, bars, figuresCsv, perDay } from './charts.ts';
import { datesSet, namesOfPeople } from './round-history.ts';
import { EVENT_NAMES, MOMENT_NAMES, ROUND_ACTS, ROUND_DONE, STATE_NAMES, warningSentence } from './round-words.ts';

/** Before a round has ended, its report is read out of every timeline: more take longer than a page may. */
const MOST_COUNTED = 1000;

/** Rounds as their managers see them, with figures to print and to take along. */
export const roundPages: PageGroup = (desk) => {
  const { records } = desk;
  const listed = new RoundCards(records);
  const cardsOf = async ({ id }: Round): Promise<CaseCard[]> =>
    (await listed.of(id)).map(({ card }) => ({ state: card.state, since: new Date(card.since) }));
  return [
    {
      path: '/helpdesk/rounds',
      action: 'see-rounds',
      get: async ({ staff }) =>
        show('helpdesk/rounds/list.njk', {
          rounds: await roundsOf(records, staff),
          stateNames: STATE_NAMES,
          mayCreate: mayDo(staff, 'create-round'),
        }),
    },
    roundRoute(desk, {
      action: 'see-rounds',
      async get({ round, row, staff, query, at }) {
        const [cards, events, kept] = await Promise.all([
          cardsOf(round),
          Array.fromAsync(records.beginning({ ...rowKeys.round(round.id), sk: 'EVENT#' }, roundEventRow)),
          getReport(records, round.id),
        ]);
        const [names, people] = await Promise.all([
          staffNames(records, staffIn(events)),
          namesOfPeople(records, events),
        ]);
        const programme = programmeOf(round.generation);
        const states = countStates(cards).map(({ state, cases }) => ({
          id: state,
          label: FIGURE_WORDS.states[state],
          value: cases,
        }));
        const done = query.one('done');
        return show('helpdesk/rounds/round.njk', {
          round,
          stateNames: STATE_NAMES,
          momentNames: MOMENT_NAMES,
          eventNames: EVENT_NAMES,
          warnings: isAhead(round) ? roundWarnings(round, at).map(warningSentence) : [],
          next: stillToDo(roundEvents(round, programme.timing), row.done, at).ahead,
          count: cards.length,
          hasReport: kept !== undefined || cards.length <= MOST_COUNTED,
          states: bars(states.filter(({ value }) => value > 0)),
          ages: ages(cards, at),
          days: perDay(cards, at),
          funnel:
            kept && bars(FUNNEL.map((id) => ({ id, label: FIGURE_WORDS.funnel[id], value: kept.report.funnel[id] }))),
          report: kept && viewReport(kept.report, programme),
          events: events.toReversed().map((event) => ({ ...event, dates: datesSet(event) })),
          names: Object.fromEntries(names),
          people,
          offers: offersOf(staff, round, at),
          done: Object.hasOwn(ROUND_DONE, done) ? ROUND_DONE[done as keyof typeof ROUND_DONE] : undefined,
        });
      },
    }),
    roundRoute(desk, {
      path: '/figures.csv',
      action: 'see-rounds',
      get: async ({ round, at }) => csv(`${round.id}-figures.csv`, figuresCsv(await cardsOf(round), at)),
    }),
    roundRoute(desk, {
      path: '/report.csv',
      action: 'see-rounds',
      async get({ round }) {
        const kept = await getReport(records, round.id);
        if (!kept && (await listed.of(round.id)).length > MOST_COUNTED) throw new PageNotFoundError();
        return csv(`${round.id}-report.csv`, reportCsv(kept?.report ?? (await readReport(records, round.id))));
      },
    }),
  ];
};

const csv = (download: string, body: string) => ({ download, type: 'text/csv; charset=utf-8', body });

const isAhead = ({ state }: Round) => state === 'scheduled' || state === 'open';

const staffIn = (events: readonly { readonly who: { readonly kind: string; readonly id?: string } }[]): string[] =>
  events.flatMap(({ who: { kind, id } }) => (kind === 'staff' && id !== undefined ? [id] : []));

interface Offer {
  readonly path: string;
  readonly text: string;
}

/** What can be done to a round now, by somebody. */
function offersOf(staff: Staff, round: Round, at: Date): Offer[] {
  const { state, opens } = round;
  const isBefore = state === 'scheduled' && at < opens.instant;
  const isGoing = !isOver(round);
  const isClosed = isGoing && gate(round, {}, at) === 'closed';
  const offers: readonly (Offer & { readonly action: Action; readonly isNow: boolean })[] = [
    { path: 'decisions', text: ROUND_ACTS.decisions, action: 'see-decisions', isNow: isGoing && !isBefore },
    { path: 'change', text: ROUND_ACTS.change, action: 'change-round', isNow: isBefore },
    { path: 'extend', text: ROUND_ACTS.extend, action: 'extend-round', isNow: isGoing && !isBefore },
    { path: 'close', text: ROUND_ACTS.close, action: 'close-round', isNow: gate(round, {}, at) === 'open' },
    { path: 'reopen', text: ROUND_ACTS.reopen, action: 'reopen-round', isNow: isClosed },
    { path: 'late-pass', text: ROUND_ACTS['late-pass'], action: 'give-late-pass', isNow: isClosed },
    { path: 'cancel', text: ROUND_ACTS.cancel, action: 'cancel-round', isNow: isGoing },
  ];
  return offers.filter(({ action, isNow }) => isNow && mayDo(staff, action));
}
