import { helpdesk } from '../../domain/working-days.ts';
import { show } from '../web/answer.ts';
import { PageNotFoundError } from '../web/problems.ts';
import type { Page } from '../web/routes.ts';

const PAGES = ['contact', 'privacy', 'accessibility', 'cookies'] as const;

/** What every service has to say about itself. */
export const helpPage: Page = async ({ parameters, at }) => {
  const page = PAGES.find((name) => name === parameters.page);
  if (!page) throw new PageNotFoundError(parameters.page);
  return show(`help/${page}.njk`, { now: helpdesk(at) });
};
