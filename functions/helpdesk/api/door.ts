import type * as z from 'zod';
import type { Records } from '../../store/records.ts';
import type { Action, Staff } from '../permissions.ts';

export interface ApiRequest {
  readonly records: Records;
  readonly staff: Staff;
  readonly parameter: string;
  readonly body: unknown;
  readonly at: Date;
}

/** One operation: where it is, who may, and the schemas by which it is read, answered and documented. */
export interface Door {
  readonly method: 'GET' | 'POST';
  /** `/helpdesk/api/rounds/{round}`: at most one parameter. */
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly action: Action;
  readonly takes?: z.ZodType;
  readonly gives: z.ZodType;
  readonly answer: (request: ApiRequest) => Promise<unknown>;
}

/** Where the API is. */
export const BASE = '/helpdesk/api';

/** Where it describes itself. */
export const DOCUMENT = `${BASE}/openapi.json`;
