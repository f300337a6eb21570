import type { MailFacts, Template } from './templates.ts';

export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface Contact {
  readonly email: string;
  readonly phone: string;
  readonly hours: string;
}

/** Makes both forms of a mail from the same paragraphs. */
export function renderMail(template: Template, facts: MailFacts, helpdesk: Contact): RenderedMail {
  const paragraphs = [
    ...template.paragraphs(facts),
    `Helpdesk: ${helpdesk.email} or ${helpdesk.phone}, ${helpdesk.hours}`,
  ];
  return {
    subject: template.subject(facts),
    text: `${paragraphs.join('\n\n')}\n`,
    html: `<!doctype html><html lang="en"><body>${paragraphs.map(htmlParagraph).join('')}</body></html>`,
  };
}

function htmlParagraph(paragraph: string): string {
  const text = escapeHtml(paragraph);
  return /^https?:\/\/\S+$/.test(paragraph) ? `<p><a href="${text}">${text}</a></p>` : `<p>${text}</p>`;
}

/** Makes text safe between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
