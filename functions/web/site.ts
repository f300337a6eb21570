import { environment } from '../environment.ts';
import type { PagesOptions } from './page-handler.ts';

/** What every page shows of this deployment. */
export const site = (): PagesOptions['site'] => ({
  helpdesk: {
    email: environment('HELPDESK_EMAIL'),
    phone: environment('HELPDESK_PHONE'),
    hours: environment('HELPDESK_HOURS'),
  },
});
