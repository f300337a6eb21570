import { show } from '../web/answer.ts';
import { LongQueues } from './long-queues.ts';
import { mayDo } from './permissions.ts';
import { queueCounts } from './queues.ts';
import type { PageGroup } from './staff-route.ts';

/** Where the console begins: how much waits for whoever opens it. */
export const homeGroup: PageGroup = ({ records }) => {
  const long = new LongQueues(records);
  return [
    {
      path: '/helpdesk',
      action: 'see-console',
      get: async ({ staff, at }) =>
        show('helpdesk/home.njk', {
          queues: mayDo(staff, 'see-queues') ? await queueCounts(records, long, staff, at) : [],
        }),
    },
    {
      path: '/helpdesk/queues',
      action: 'see-queues',
      get: async ({ staff, at }) =>
        show('helpdesk/queues.njk', { queues: await queueCounts(records, long, staff, at) }),
    },
  ];
};
