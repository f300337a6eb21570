import { cardsOf } from '../store/queue.ts';
import { show } from '../web/answer.ts';
import { PageNotFoundError } from '../web/problems.ts';
import { CHOICES, type SelectItem } from './find-words.ts';
import { isWhose, QUEUES, queuesOf } from './queues.ts';
import { staffNames } from './staff-names.ts';
import type { PageGroup } from './staff-route.ts';

const LINES_A_PAGE = 50;

/** What waits in one queue. */
export const queuePages: PageGroup = ({ records }) => [
  {
    path: '/helpdesk/queues/:queue',
    action: 'see-queues',
    async get({ parameters, query, staff, at }) {
      const queue = QUEUES.find(({ id }) => id === parameters.queue);
      if (!queue) throw new PageNotFoundError();
      const whose = query.one('whose') || 'all';
      const all = (await queuesOf(records, staff, at, [queue])).get(queue.id) ?? [];
      const lines = all.filter((line) => isWhose(line, whose, staff));
      const pages = Math.max(1, Math.ceil(lines.length / LINES_A_PAGE));
      const page = Math.min(pages, Math.max(1, Number.parseInt(query.one('page'), 10) || 1));
      const shown = lines.slice((page - 1) * LINES_A_PAGE, page * LINES_A_PAGE);
      const cards = await cardsOf(
        records,
        shown.flatMap(({ reference }) => reference ?? []),
      );
      const names = await staffNames(
        records,
        all.flatMap(({ assignee }) => assignee ?? []),
      );
      return show('helpdesk/queue.njk', {
        queue,
        whose,
        choices: choicesOf(names),
        lines: shown.map((line) => ({ ...line, card: cards.get(line.reference ?? '') })),
        count: lines.length,
        page,
        pages,
        names: Object.fromEntries(names),
      });
    },
  },
];

/** Whose cases can be asked for: of colleagues, those who have any here. */
const choicesOf = (names: ReadonlyMap<string, string>): SelectItem[] => [
  { value: 'all', text: CHOICES.anybodys },
  { value: 'mine', text: CHOICES.mine },
  { value: 'unassigned', text: CHOICES.nobodys },
  ...[...names].map(([value, text]) => ({ value, text })).toSorted((one, other) => one.text.localeCompare(other.text)),
];
