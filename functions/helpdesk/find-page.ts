import { APPLICATION_STATES } from '../../domain/application.ts';
import { FIGURE_WORDS } from '../figures/words.ts';
import type { FoundCase } from '../store/cards.ts';
import { cardsOf } from '../store/queue.ts';
import type { Records } from '../store/records.ts';
import { allStaff } from '../store/staff-audit.ts';
import { show } from '../web/answer.ts';
import { findCases } from './find.ts';
import { CHOICES, FLAGS, REGIONS, type SelectItem } from './find-words.ts';
import { RoundCards } from './round-cards.ts';
import { roundsOf } from './rounds-of.ts';
import { isAsked, readSearch } from './search.ts';
import { searchOf } from './search-of.ts';
import { staffNames } from './staff-names.ts';
import type { PageGroup } from './staff-route.ts';
import { DONE } from './words.ts';

const LINES_A_PAGE = 50;

/** Finding cases: the address of the page is the search. */
export const findPages: PageGroup = ({ records }) => {
  const cards = new RoundCards(records);
  return [
    {
      path: '/helpdesk/find',
      action: 'find-cases',
      async get({ query, staff, at }) {
        const search = readSearch(query);
        const [rounds, people] = await Promise.all([roundsOf(records, staff), allStaff(records)]);
        const all = isAsked(search) ? await findCases(records, search, { cards, rounds, staff: staff.id, at }) : [];
        const pages = Math.max(1, Math.ceil(all.length / LINES_A_PAGE));
        const page = Math.min(pages, search.page);
        const lines = await asTheyAre(records, all.slice((page - 1) * LINES_A_PAGE, page * LINES_A_PAGE));
        const names = await staffNames(
          records,
          lines.flatMap(({ card }) => card.assignee ?? []),
        );
        return show('helpdesk/find.njk', {
          done: query.one('done') === 'erased' ? DONE.erased : undefined,
          search,
          isAsked: isAsked(search),
          lines,
          count: all.length,
          page,
          pages,
          pageHref: (number: number) => {
            const address = searchOf(query);
            address.set('page', String(number));
            return `?${address}`;
          },
          names: Object.fromEntries(names),
          titles: Object.fromEntries(rounds.map(({ id, title }) => [id, title])),
          choices: {
            round: [{ value: '', text: CHOICES.all }, ...rounds.map(({ id, title }) => ({ value: id, text: title }))],
            state: [
              { value: '', text: CHOICES.all },
              { value: 'open', text: CHOICES.open },
              ...APPLICATION_STATES.map((state) => ({ value: state, text: FIGURE_WORDS.states[state] })),
            ],
            assignee: [
              { value: '', text: CHOICES.anybodys },
              { value: 'mine', text: CHOICES.mine },
              { value: 'nobody', text: CHOICES.nobodys },
              ...people.map((one) => ({ value: one.staff, text: one.name })),
            ],
            flag: FLAGS,
            region: REGIONS,
          } satisfies Record<string, readonly SelectItem[]>,
        });
      },
    },
  ];
};

/** What is shown is read anew: lists may be late. */
async function asTheyAre(records: Records, found: readonly FoundCase[]): Promise<FoundCase[]> {
  const cards = await cardsOf(
    records,
    found.map(({ reference }) => reference),
  );
  return found.map((line) => ({ ...line, card: cards.get(line.reference) ?? line.card }));
}
