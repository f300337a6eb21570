import { putAccess } from '../store/access-row.ts';
import { type CaseFile, readCaseFile } from '../store/case-file.ts';
import { CaseNotFoundError } from '../store/case-row.ts';
import { getConflict } from '../store/conflict-row.ts';
import type { Records } from '../store/records.ts';
import { goTo, type PageAnswer } from '../web/answer.ts';
import { PageNotFoundError } from '../web/problems.ts';
import type { HelpdeskDesk } from './helpdesk-desk.ts';
import { type Action, worksFor } from './permissions.ts';
import type { StaffRequest, StaffRoute } from './staff-route.ts';

/** A request about a case of the body that the member of staff works for, in which they declared to have no interest. */
export interface CaseRequest extends StaffRequest {
  readonly file: CaseFile;
}

export type CasePage = (request: CaseRequest) => Promise<PageAnswer>;

export interface CaseRoute {
  /** Below the case's own address: `/notes`. */
  readonly path?: string;
  readonly action: Action;
  readonly get?: CasePage;
  readonly post?: CasePage;
}

const CASE = '/helpdesk/cases/:reference';

export const casePath = (reference: string, path = ''): string => `/helpdesk/cases/${reference}${path}`;

/** They declared a conflict of interest: they neither see the case nor act on it. */
export class ConflictedError extends Error {
  override readonly name = 'ConflictedError';
}

/** An address about one case: body and conflicts of interest are checked, and looking is recorded, before its page begins. */
export function caseRoute(
  { records }: Pick<HelpdeskDesk, 'records'>,
  { path = '', action, get, post }: CaseRoute,
): StaffRoute {
  const open =
    (page: CasePage) =>
    async (request: StaffRequest): Promise<PageAnswer> => {
      const file = await readCaseOfBody(records, request);
      const { reference } = file.case;
      const declared = await getConflict(records, reference, request.staff.id);
      if (declared?.word === 'conflicted') throw new ConflictedError(reference);
      if (!declared) return goTo(casePath(reference, '/conflict'));
      if (page === get) {
        await records.transact([putAccess(reference, { staff: request.staff.id, page: path }, request.at)]);
      }
      return page({ ...request, file });
    };
  return {
    path: CASE + path,
    action,
    about: 'case',
    ...(get && { get: open(get) }),
    ...(post && { post: open(post) }),
  };
}

/** The case that an address names. One of another body is no more there than one that nobody has. */
export async function readCaseOfBody(records: Records, { parameters, staff }: StaffRequest): Promise<CaseFile> {
  try {
    const file = await readCaseFile(records, parameters.reference ?? '');
    if (worksFor(staff, file.case.body)) return file;
  } catch (error) {
    if (!(error instanceof CaseNotFoundError)) throw error;
  }
  throw new PageNotFoundError();
}
