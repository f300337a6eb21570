import { show } from '../web/answer.ts';
import { PageNotFoundError } from '../web/problems.ts';
import { isWhose, QUEUES, queueCounts, queuesOf, WHOSE } from './queues.ts';
import { staffNames } from './staff-names.ts';
import type { PageGroup } from './staff-route.ts';

const LINES_A_PAGE = 50;

/** What waits for staff. */
export const queuePages: PageGroup = ({ records }) => [
  {
    path: '/helpdesk/queues',
    action: 'see-queues',
    async get({ staff, at }) {
      return show('helpdesk/queues.njk', { queues: await queueCounts(records, staff, at) });
    },
  },
  {
    path: '/helpdesk/queues/:queue',
    action: 'see-queues',
    async get({ parameters, query, staff, at }) {
      const queue = QUEUES.find(({ id }) => id === parameters.queue);
      if (!queue) throw new PageNotFoundError();
      const whose = WHOSE.find((word) => word === query.one('whose')) ?? 'all';
      const lines = ((await queuesOf(records, staff, at)).get(queue.id) ?? []).filter((line) =>
        isWhose(line, whose, staff),
      );
      const pages = Math.max(1, Math.ceil(lines.length / LINES_A_PAGE));
      const page = Math.min(pages, Math.max(1, Number.parseInt(query.one('page'), 10) || 1));
      const shown = lines.slice((page - 1) * LINES_A_PAGE, page * LINES_A_PAGE);
      const names = await staffNames(
        records,
        shown.flatMap(({ card }) => card?.assignee ?? []),
      );
      return show('helpdesk/queue.njk', {
        queue,
        whose,
        lines: shown,
        count: lines.length,
        page,
        pages,
        names: Object.fromEntries(names),
      });
    },
  },
];
