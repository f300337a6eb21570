import { show } from '../web/answer.ts';
import { type CasePage, caseRoute } from './case-route.ts';
import type { PageGroup } from './staff-route.ts';

/** A case with all that is known of it. */
export const casePages: PageGroup = (desk) => [caseRoute(desk, { action: 'see-case', get: showCase })];

const showCase: CasePage = async ({ file: { case: row, programme } }) =>
  show('helpdesk/case.njk', { case: row, programme });
