import type { LinkTarget } from '../store/link-row.ts';

/** What a mail is told, and where its links lead; or that what has happened since makes it pointless. */
export type Loaded<Facts> = { readonly facts: Facts; readonly targets?: readonly LinkTarget[] } | 'overtaken';

export const overtaken = 'overtaken';

/** A row that the mail tells of is not there, or names rules that are not. */
export class MailFactsMissingError extends Error {
  override readonly name = 'MailFactsMissingError';
}
