import type { Desk } from '../acts/desk.ts';
import type { PageRequest } from './request.ts';

/** What pages need besides the request. */
export type PageDesk = Omit<Desk, 'at'>;

/** The desk at which an act of this request is done. */
export const deskOf = (desk: PageDesk, { at }: Pick<PageRequest, 'at'>): Desk => ({ ...desk, at });
