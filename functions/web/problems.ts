/** There is no such page, or it is somebody else's: nobody learns which. */
export class PageNotFoundError extends Error {
  override readonly name = 'PageNotFoundError';
}

/** The form was not one of this browser's, or too old. */
export class FormNotOursError extends Error {
  override readonly name = 'FormNotOursError';
}

/** Somebody did something more often than anybody needs to. */
export class TooManyRequestsError extends Error {
  override readonly name = 'TooManyRequestsError';
}

/** What is shown instead of a page when something is refused, by the refusal's name. */
export interface Problem {
  readonly status: number;
  readonly template: string;
}
export type Problems = Readonly<Record<string, Problem>>;

export const PROBLEMS: Problems = {
  PageNotFoundError: { status: 404, template: 'errors/not-found.njk' },
  FormNotOursError: { status: 403, template: 'errors/form-not-ours.njk' },
  // signed out in another window while the form was being filled in
  SessionEndedError: { status: 403, template: 'errors/form-not-ours.njk' },
  TooManyRequestsError: { status: 429, template: 'errors/too-many-requests.njk' },
};

/** For everything that no table knows: a fault of the service. */
export const FAULT: Problem = { status: 500, template: 'errors/fault.njk' };
