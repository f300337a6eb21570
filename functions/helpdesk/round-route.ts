import type { Round } from '../../domain/round.ts';
import { getRound, RoundNotFoundError, type RoundRow } from '../store/round-row.ts';
import type { PageAnswer } from '../web/answer.ts';
import { PageNotFoundError } from '../web/problems.ts';
import type { HelpdeskDesk } from './helpdesk-desk.ts';
import { type Action, worksFor } from './permissions.ts';
import type { StaffRequest, StaffRoute } from './staff-route.ts';

/** A request about a round of the body that the member of staff works for. */
export interface RoundRequest extends StaffRequest {
  readonly round: Round;
  readonly row: RoundRow;
}

export type RoundPage = (request: RoundRequest) => Promise<PageAnswer>;

export interface RoundRoute {
  /** Below the round's own address: `/extend`. */
  readonly path?: string;
  readonly action: Action;
  readonly get?: RoundPage;
  readonly post?: RoundPage;
}

const ROUND = '/helpdesk/rounds/:round';

/** An address about one round. A round of another body is no more there than one that nobody made. */
export function roundRoute({ records }: HelpdeskDesk, { path = '', action, get, post }: RoundRoute): StaffRoute {
  const open =
    (page: RoundPage) =>
    async (request: StaffRequest): Promise<PageAnswer> => {
      try {
        const row = await getRound(records, request.parameters.round ?? '');
        const { round } = row;
        if (worksFor(request.staff, round.body)) return await page({ ...request, round, row });
      } catch (error) {
        if (!(error instanceof RoundNotFoundError)) throw error;
      }
      throw new PageNotFoundError();
    };
  return {
    path: ROUND + path,
    action,
    about: 'round',
    ...(get && { get: open(get) }),
    ...(post && { post: open(post) }),
  };
}
