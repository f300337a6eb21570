import type { Problems } from '../web/problems.ts';
import type { Route } from '../web/routes.ts';
import { auditPages } from './audit-pages.ts';
import { casePages } from './case-page.ts';
import { conflictGroup } from './conflict-page.ts';
import { conflictsGroup } from './conflicts-page.ts';
import { decidingPages } from './deciding-pages.ts';
import { decisionPages } from './decisions/decision-pages.ts';
import { releasePages } from './decisions/release-pages.ts';
import { designationActPages } from './designation-acts.ts';
import { designationPages } from './designation-pages.ts';
import { deskPages } from './desk-pages.ts';
import { endorserPages } from './endorser-pages.ts';
import { exportPages } from './export-pages.ts';
import { findPages } from './find-page.ts';
import type { HelpdeskDesk } from './helpdesk-desk.ts';
import { homeGroup } from './home-page.ts';
import { letterPages } from './letter-pages.ts';
import { messageLogPages } from './message-log.ts';
import { messagePages } from './message-pages.ts';
import { otherMessagePages } from './other-message-pages.ts';
import { ownSchoolPages } from './own-school-pages.ts';
import { queuePages } from './queue-pages.ts';
import { reviewPages } from './review-pages.ts';
import { roundMakingPages } from './rounds/making-pages.ts';
import { roundPages } from './rounds/round-pages.ts';
import { roundRunningPages } from './rounds/running-pages.ts';
import { signInRoutes, signOutGroup } from './sign-in.ts';
import { guarded, type PageGroup, type StaffRoute } from './staff-route.ts';
import { upkeepPages } from './upkeep-pages.ts';

/** The console's pages: a file for each group. */
const GROUPS: readonly PageGroup[] = [
  homeGroup,
  signOutGroup,
  ownSchoolPages,
  queuePages,
  findPages,
  roundMakingPages,
  roundPages,
  roundRunningPages,
  decisionPages,
  releasePages,
  conflictGroup,
  conflictsGroup,
  casePages,
  deskPages,
  reviewPages,
  decidingPages,
  endorserPages,
  upkeepPages,
  messagePages,
  messageLogPages,
  otherMessagePages,
  letterPages,
  designationPages,
  designationActPages,
  auditPages,
  exportPages,
];

/** Every address of the console for staff, once. */
export const staffRoutes = (desk: HelpdeskDesk): StaffRoute[] => GROUPS.flatMap((group) => group(desk));

/** All addresses below `/helpdesk`. */
export const helpdeskRoutes = (desk: HelpdeskDesk): Route[] => [
  ...signInRoutes(desk),
  ...staffRoutes(desk).map((route) => guarded(desk, route)),
];

/** What is shown when something is refused, where the page does not say it itself. */
export const HELPDESK_PROBLEMS: Problems = {
  ConflictedError: { status: 403, template: 'helpdesk/conflicted.njk' },
  NotAllowedError: { status: 403, template: 'helpdesk/not-allowed.njk' },
  OtherBodyError: { status: 403, template: 'helpdesk/other-body.njk' },
  PageNotFoundError: { status: 404, template: 'helpdesk/not-found.njk' },
  StaffSessionEndedError: { status: 403, template: 'errors/form-not-ours.njk' },
};
