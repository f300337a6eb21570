import { refusals } from '../errors.ts';

/** Items of a page when the caller does not say. */
const DEFAULT_PAGE = 100;
const MAX_PAGE = 1_000;

/** How many items a page may have: 0 means the default. @throws StatesApiError ValidationException */
export function pageSize(maxResults: number | undefined): number {
  if (maxResults === undefined || maxResults === 0) return DEFAULT_PAGE;
  if (maxResults <= MAX_PAGE) return maxResults;
  throw refusals.validation(
    `1 validation error detected: Value '${maxResults}' at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to ${MAX_PAGE}`,
  );
}

export function pageToken(next: string | number): string {
  return Buffer.from(JSON.stringify(next)).toString('base64');
}

/** @throws StatesApiError InvalidToken */
export function readPageToken<T extends string | number>(token: string | undefined, first: T): T {
  if (token === undefined) return first;
  try {
    const next: unknown = JSON.parse(Buffer.from(token, 'base64').toString());
    if (typeof next === typeof first) return next as T;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw refusals.invalidPageToken();
}
