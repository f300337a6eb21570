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

/** Questions and what was answered, section by section; the heading only when there is something. */
export const copyOfAnswers = (
  title: string,
  answers: readonly {
    readonly title: string;
    readonly lines: readonly { readonly asks: string; readonly says: readonly string[] }[];
  }[],
): Block[] => [
  ...(answers.length > 0 ? [heading(title)] : []),
  ...answers.flatMap((section) => [
    heading(section.title),
    ...section.lines.flatMap(({ asks, says }) => [paragraph(asks), list(says)]),
  ]),
];

/** What somebody wrote, as they divided it. */
export const written = (text: string): Block[] =>
  text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(paragraph);
