import { show } from '../web/answer.ts';
import type { PageGroup } from './staff-route.ts';

/** Where the console begins. */
export const homeGroup: PageGroup = () => [
  { path: '/helpdesk', action: 'see-console', get: async () => show('helpdesk/home.njk') },
];
