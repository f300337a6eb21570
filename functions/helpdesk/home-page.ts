import { show } from '../web/answer.ts';
import { mayDo } from './permissions.ts';
import { queueCounts } from './queues.ts';
import type { PageGroup } from './staff-route.ts';

/** Where the console begins: what waits for whoever opens it. */
export const homeGroup: PageGroup = ({ records }) => [
  {
    path: '/helpdesk',
    action: 'see-console',
    get: async ({ staff, at }) =>
      show('helpdesk/home.njk', { queues: mayDo(staff, 'see-queues') ? await queueCounts(records, staff, at) : [] }),
  },
];
