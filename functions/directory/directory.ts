import type { Problems } from '../web/problems.ts';
import type { Route } from '../web/routes.ts';
import {
  contactPage,
  enquirySent,
  gotAnswerPage,
  gotAnswerThanks,
  sayGotAnswer,
  sendEnquiry,
} from './contact-pages.ts';
import type { DirectoryDesk } from './directory-desk.ts';
import { checkForm, checkPage, entryPage, openDataPage } from './entry-pages.ts';
import { printPage, searchPage } from './search-page.ts';

/** Every address of the directory's pages, once. Addresses of data: `api.ts`. */
export const directoryRoutes = (desk: DirectoryDesk): Route[] => [
  { path: '/directory', for: 'anyone', get: searchPage(desk) },
  { path: '/directory/print', for: 'anyone', get: printPage(desk) },
  { path: '/directory/open-data', for: 'anyone', get: openDataPage(desk) },
  { path: '/directory/enquiries/thanks/:answer', for: 'anyone', get: gotAnswerThanks },
  { path: '/directory/enquiries/:link', for: 'anyone', get: gotAnswerPage(desk), post: sayGotAnswer(desk) },
  { path: '/directory/:number', for: 'anyone', get: entryPage(desk) },
  { path: '/directory/:number/contact', for: 'anyone', get: contactPage(desk), post: sendEnquiry(desk) },
  { path: '/directory/:number/contact/sent', for: 'anyone', get: enquirySent },
  { path: '/check', for: 'anyone', get: checkForm },
  { path: '/check/:number', for: 'anyone', get: checkPage(desk) },
];

export const DIRECTORY_PROBLEMS: Problems = {
  TooManyEnquiriesError: { status: 429, template: 'errors/too-many-requests.njk' },
  NotListedError: { status: 404, template: 'errors/not-found.njk' },
};
