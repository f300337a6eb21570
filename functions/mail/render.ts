import type { Block, Letter } from './letter.ts';

export interface Contact {
  readonly email: string;
  readonly phone: string;
  readonly hours: string;
}

/** What stands around every letter, in the letter's language. */
export interface Frame {
  readonly language: string;
  readonly greeting: (name: string | undefined) => string;
  /** @param about the case's reference and the round's title, for mails about a case */
  readonly subject: (letter: string, about?: About) => string;
  /** @param answers who gets answers to the mail */
  readonly foot: (helpdesk: Contact, answers: 'helpdesk' | 'somebody-else', about?: About) => readonly Block[];
}

export interface About {
  readonly reference: string;
  readonly roundTitle: string;
}

export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

interface Envelope {
  readonly name: string | undefined;
  readonly about?: About;
  readonly helpdesk: Contact;
  readonly answers?: 'helpdesk' | 'somebody-else';
}

/** Makes both forms of a mail from the same blocks. */
export function renderMail(
  letter: Letter,
  frame: Frame,
  { name, about, helpdesk, answers = 'helpdesk' }: Envelope,
): RenderedMail {
  const subject = oneLine(frame.subject(letter.subject, about));
  const blocks: Block[] = [
    { block: 'paragraph', text: frame.greeting(name) },
    ...letter.blocks,
    ...frame.foot(helpdesk, answers, about),
  ];
  return {
    subject,
    text: `${blocks.map(asText).join('\n\n')}\n`,
    html: page(frame.language, subject, oneLine(letter.preview), blocks.map(asHtml).join('\n')),
  };
}

function asText(part: Block): string {
  if (part.block === 'list') return part.items.map((item) => `* ${oneLine(item)}`).join('\n');
  if (part.block === 'link') return `${oneLine(part.words)}:\n${part.url}`;
  return oneLine(part.text);
}

/** Both colours or none: a mail program in dark mode turns round what is not said, and leaves what is. */
const BUTTON =
  'display:inline-block;padding:10px 16px;background:#00703c;color:#ffffff;font-weight:bold;text-decoration:none;border-radius:3px';

function asHtml(part: Block): string {
  if (part.block === 'list') {
    const items = part.items.map((item) => `<li style="margin:0 0 6px">${escapeLine(item)}</li>`).join('');
    return `<ul style="margin:0 0 18px;padding-left:22px">${items}</ul>`;
  }
  if (part.block === 'link') {
    return `<p style="margin:0 0 22px"><a href="${escapeHtml(part.url)}" style="${BUTTON}">${escapeLine(part.words)}</a></p>`;
  }
  return part.block === 'heading'
    ? `<h2 style="margin:26px 0 10px;font-size:20px;line-height:1.3">${escapeLine(part.text)}</h2>`
    : `<p style="margin:0 0 18px">${escapeLine(part.text)}</p>`;
}

/** No table, no picture, nothing to fetch; the text's own width, so that it reads from 320 pixels on. */
function page(language: string, title: string, preview: string, body: string): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
</head>
<body style="margin:0;padding:0">
<div style="display:none;max-height:0;overflow:hidden">${escapeHtml(preview)}</div>
<div style="max-width:600px;margin:0 auto;padding:16px;font-family:Arial,Helvetica,sans-serif;font-size:18px;line-height:1.45;overflow-wrap:anywhere">
${body}
</div>
</body>
</html>
`;
}

/** A name with a line break in it must not begin a new line, least of all in the subject. */
const oneLine = (text: string) => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
const escapeLine = (text: string) => escapeHtml(oneLine(text));

/** Makes text safe between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
