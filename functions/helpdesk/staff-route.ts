import type { PageAnswer } from '../web/answer.ts';
import { goTo, show } from '../web/answer.ts';
import type { PageRequest } from '../web/request.ts';
import type { Page, Route } from '../web/routes.ts';
import type { HelpdeskDesk } from './helpdesk-desk.ts';
import { menuOf } from './menu.ts';
import { type Action, mayDo, type Staff } from './permissions.ts';
import { searchOf } from './search-of.ts';
import { readStaffSession, type StaffSession } from './staff-session.ts';

/** A request of somebody who is signed in and may do what the page is for. */
export interface StaffRequest extends Omit<PageRequest, 'session'> {
  readonly session: StaffSession;
  readonly staff: Staff;
}

export type StaffPage = (request: StaffRequest) => Promise<PageAnswer>;

/** One address of the console. Nothing is read for it before role and body are known to allow it. */
export interface StaffRoute {
  /** `/helpdesk/queues/:queue` */
  readonly path: string;
  readonly action: Action;
  /** What the path's first parameter names: whose body decides who may see it. */
  readonly about?: 'case' | 'round' | 'designation';
  readonly get?: StaffPage;
  readonly post?: StaffPage;
}

/** A group of pages: its addresses, made for a desk. */
export type PageGroup = (desk: HelpdeskDesk) => readonly StaffRoute[];

/** Their role does not allow it. */
export class NotAllowedError extends Error {
  override readonly name = 'NotAllowedError';
}

/** Their role does, but it is another designating body's. */
export class OtherBodyError extends Error {
  override readonly name = 'OtherBodyError';
}

export function guarded(desk: HelpdeskDesk, { path, action, get, post }: StaffRoute): Route {
  return {
    path,
    for: 'anyone',
    ...(get && { get: forStaff(desk, action, get, askToSignIn) }),
    ...(post && { post: forStaff(desk, action, post, showWhatWasTyped(get !== undefined)) }),
  };
}

const forStaff =
  ({ records }: HelpdeskDesk, action: Action, page: StaffPage, signedOut: (request: PageRequest) => PageAnswer): Page =>
  async (request) => {
    const session = await readStaffSession(records, request.cookies, request.at);
    if (!session) return signedOut(request);
    const { staff } = session;
    if (!mayDo(staff, action)) throw new NotAllowedError(action);
    const answer = await page({ ...request, session, staff });
    // every page of the console shows who is signed in, and where they may go
    return 'show' in answer
      ? { ...answer, with: { staff, menu: menuOf(staff, request.path), ...answer.with } }
      : answer;
  };

function askToSignIn({ path, query }: PageRequest): PageAnswer {
  const search = searchOf(query);
  const next = search.size > 0 ? `${path}?${search}` : path;
  return goTo(`/helpdesk/sign-in?${new URLSearchParams({ next })}`);
}

/** Whoever was signed out while typing gets back what they typed. */
const showWhatWasTyped =
  (isPage: boolean) =>
  ({ form, path }: PageRequest): PageAnswer => {
    const { csrf: _, ...typed } = form.typed();
    const texts = Object.values(typed)
      .flat()
      .filter((text) => text.includes(' '));
    const next = isPage ? path : '/helpdesk';
    return { ...show('helpdesk/signed-out-while-typing.njk', { texts, next }), status: 401 };
  };
