/** What is wrong with one field: the field's id is where its message and the summary's link lead. */
export interface FieldError {
  readonly field: string;
  readonly text: string;
}

/** A page to be rendered. */
export interface Shown {
  readonly show: string;
  readonly with: Readonly<Record<string, unknown>>;
  readonly status?: number;
  readonly errors?: readonly FieldError[];
  readonly cookies?: readonly string[];
}

/** After a POST: the browser goes on with a GET, so that a reload repeats nothing. */
export interface SeeOther {
  readonly seeOther: string;
  readonly cookies?: readonly string[];
}

/** A file to keep. */
export interface Download {
  /** The file's name: `case-LLE-7K3M-4QXR.json`. */
  readonly download: string;
  /** With the character set, where it is text: `text/csv; charset=utf-8`. */
  readonly type: string;
  readonly body: string;
  readonly cookies?: readonly string[];
}

export type PageAnswer = Shown | SeeOther | Download;

/** @param template under `web/`: `apply/start.njk` */
export const show = (template: string, context: Shown['with'] = {}): Shown => ({ show: template, with: context });

/** A form again, with what was typed and what is wrong with it. */
export const showErrors = (template: string, context: Shown['with'], errors: readonly FieldError[]): Shown => ({
  show: template,
  with: context,
  errors,
  status: 422,
});

export const goTo = (path: string, cookies: readonly string[] = []): SeeOther => ({ seeOther: path, cookies });
