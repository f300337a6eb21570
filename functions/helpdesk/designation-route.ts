import { DesignationNotFoundError, type HeldDesignation, readHeld } from '../acts/designations/held-designation.ts';
import { putAccess } from '../store/access-row.ts';
import { getConflict } from '../store/conflict-row.ts';
import type { Records } from '../store/records.ts';
import { goTo, type PageAnswer } from '../web/answer.ts';
import { PageNotFoundError } from '../web/problems.ts';
import { ConflictedError, casePath } from './case-route.ts';
import type { HelpdeskDesk } from './helpdesk-desk.ts';
import { type Action, worksFor } from './permissions.ts';
import type { StaffRequest, StaffRoute } from './staff-route.ts';

/** A request about a designation of the body that the member of staff works for. */
export interface DesignationRequest extends StaffRequest {
  readonly held: HeldDesignation;
}

export type DesignationPage = (request: DesignationRequest) => Promise<PageAnswer>;

export interface DesignationRoute {
  /** Below the designation's own address: `/end`. */
  readonly path?: string;
  readonly action: Action;
  readonly get?: DesignationPage;
  readonly post?: DesignationPage;
}

export const designationPath = (number: string, path = ''): string => `/helpdesk/designations/${number}${path}`;

/**
 * An address about one designation. Whoever has an interest in the case that it came from has one in it, too; looking at
 * it is recorded with that case.
 */
export function designationRoute(
  { records }: HelpdeskDesk,
  { path = '', action, get, post }: DesignationRoute,
): StaffRoute {
  const open =
    (page: DesignationPage) =>
    async (request: StaffRequest): Promise<PageAnswer> => {
      const held = await readOfBody(records, request);
      const { number, reference } = held.designation;
      const declared = await getConflict(records, reference, request.staff.id);
      if (declared?.word === 'conflicted') throw new ConflictedError(reference);
      if (!declared) return goTo(`${casePath(reference, '/conflict')}?${new URLSearchParams({ designation: number })}`);
      if (page === get) {
        await records.transact([
          putAccess(reference, { staff: request.staff.id, page: `/designation${path}` }, request.at),
        ]);
      }
      return page({ ...request, held });
    };
  return {
    path: designationPath(':number', path),
    action,
    about: 'designation',
    ...(get && { get: open(get) }),
    ...(post && { post: open(post) }),
  };
}

/** One of another body is no more there than one that nobody has. */
async function readOfBody(records: Records, { parameters, staff }: StaffRequest): Promise<HeldDesignation> {
  try {
    const held = await readHeld(records, parameters.number ?? '');
    if (worksFor(staff, held.designation.body)) return held;
  } catch (error) {
    if (!(error instanceof DesignationNotFoundError)) throw error;
  }
  throw new PageNotFoundError();
}
