/** A part of a mail. Each has one wording, from which plain text and HTML are both made. */
export type Block =
  | { readonly block: 'paragraph'; readonly text: string }
  | { readonly block: 'heading'; readonly text: string }
  | { readonly block: 'list'; readonly items: readonly string[] }
  | { readonly block: 'link'; readonly words: string; readonly url: string };

/** What one mail says between greeting and foot. */
export interface Letter {
  /** Without reference and round, which the renderer adds. */
  readonly subject: string;
  /** What a list of mails shows after the subject. */
  readonly preview: string;
  readonly blocks: readonly Block[];
}

export const paragraph = (text: string): Block => ({ block: 'paragraph', text });
export const heading = (text: string): Block => ({ block: 'heading', text });
export const list = (items: readonly string[]): Block => ({ block: 'list', items });
export const link = (words: string, url: string): Block => ({ block: 'link', words, url });

/** What somebody wrote, as they divided it. */
export const written = (text: string): Block[] =>
  text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(paragraph);
