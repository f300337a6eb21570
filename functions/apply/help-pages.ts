import { helpdesk } from '../../domain/working-days.ts';
import { ENQUIRY_DAYS } from '../store/enquiry-row.ts';
import { INTEREST_DAYS } from '../store/interest-row.ts';
import { KEPT_YEARS } from '../store/retention.ts';
import { show } from '../web/answer.ts';
import { PageNotFoundError } from '../web/problems.ts';
import type { Page } from '../web/routes.ts';

const PAGES = ['contact', 'privacy', 'accessibility', 'cookies'] as const;

/** How long what is kept: the very numbers by which it is erased. */
const KEPT = {
  submittedYears: KEPT_YEARS.submitted,
  unsubmittedYears: KEPT_YEARS.unsubmitted,
  interestYears: Math.round(INTEREST_DAYS.kept / 365),
  enquiryDays: ENQUIRY_DAYS.kept,
};

/** What every service has to say about itself. */
export const helpPage: Page = async ({ parameters, at }) => {
  const page = PAGES.find((name) => name === parameters.page);
  if (!page) throw new PageNotFoundError(parameters.page);
  return show(`help/${page}.njk`, { now: helpdesk(at), kept: KEPT });
};
