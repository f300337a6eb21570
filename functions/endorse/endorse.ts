import type { PageDesk } from '../web/page-desk.ts';
import type { Route } from '../web/routes.ts';
import { decline, nameSomebodyElse, showDecline, showSomebodyElse } from './decline-pages.ts';
import { answerEndorsement, showEndorsement } from './endorsement-pages.ts';
import { NEW_LINK, newLinkSent, sendNewLink, showNewLink } from './new-link.ts';
import { showApplication, showRequest } from './request-pages.ts';

/**
 * Every page of somebody who was asked to endorse an applicant. They have no account: whoever has the emailed link is the
 * endorser. Opening a page changes nothing, because mail scanners open every link.
 */
export const endorseRoutes = (desk: PageDesk): readonly Route[] =>
  [
    { path: NEW_LINK, get: showNewLink, post: sendNewLink(desk) },
    { path: `${NEW_LINK}/sent`, get: newLinkSent },
    { path: '/e/:link', get: showRequest(desk) },
    { path: '/e/:link/application', get: showApplication(desk) },
    { path: '/e/:link/endorsement', get: showEndorsement(desk), post: answerEndorsement(desk) },
    { path: '/e/:link/decline', get: showDecline(desk), post: decline(desk) },
    { path: '/e/:link/somebody-else', get: showSomebodyElse(desk), post: nameSomebodyElse(desk) },
  ].map((route) => ({ for: 'anyone', ...route }));
