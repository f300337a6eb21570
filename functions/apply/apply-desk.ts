import type { Desk } from '../acts/desk.ts';
import type { PageRequest } from '../web/request.ts';

/** What the applicant's pages need besides the request. */
export type ApplyDesk = Omit<Desk, 'at'>;

/** The desk at which an act of this request is done. */
export const deskOf = (desk: ApplyDesk, { at }: Pick<PageRequest, 'at'>): Desk => ({ ...desk, at });
