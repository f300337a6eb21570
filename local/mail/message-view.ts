import { html } from 'hono/html';
import type { Html } from '../door/page.ts';
import { deliveryList } from './delivery-view.ts';
import { queryOf, type Search } from './inbox-view.ts';
import type { KeptMessage } from './messages.ts';

const VIEWS = { html: 'HTML', text: 'Text', headers: 'Headers', raw: 'Raw' } as const;
export type View = keyof typeof VIEWS;

export function isView(name: string): name is View {
  return Object.hasOwn(VIEWS, name);
}

/**
 * One message in the reading pane.
 *
 * @param raw its MIME text, needed for that view only
 */
export function messageView(message: KeptMessage, view: View, search: Search, raw?: Uint8Array): Html {
  const { content, tags } = message;
  const sentAt = new Date(message.sentAt);
  const facts: readonly (readonly [string, string])[] = [
    ['From', content.from],
    ['To', content.to.join(', ')],
    ['Cc', content.cc.join(', ')],
    ['Bcc', hiddenRecipients(message).join(', ')],
    ['Reply to', content.replyTo.join(', ')],
    [
      'Attachments',
      content.attachments.map(({ name, bytes }) => `${name} (${bytes.toLocaleString('en-GB')} bytes)`).join(', '),
    ],
    ...Object.entries(tags).map(([name, value]) => [`${name} (tag)`, value] as const),
  ];
  return html`<header>
<h2>${content.subject || '(no subject)'}</h2>
<p class="quiet"><time datetime="${sentAt.toISOString()}">${longTime(sentAt)}</time></p>
<dl>${facts.filter(([, value]) => value !== '').map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${deliveryList(message)}
</header>
<nav class="views" aria-label="Views of the message">${Object.entries(VIEWS).map(
    ([name, title]) =>
      html`<a href="/mailbox/${message.id}${queryOf(search, { view: name })}"${name === view ? html` aria-current="true"` : ''}>${title}</a>`,
  )}<a class="download" href="/mailbox/${message.id}/raw">Download</a></nav>
${body(message, view, raw)}`;
}

function body({ content }: KeptMessage, view: View, raw: Uint8Array | undefined): Html {
  if (view === 'headers') {
    return html`<table class="headers"><tbody>${content.headers.map(({ name, value }) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}</tbody></table>`;
  }
  if (view === 'raw') return html`<pre>${Buffer.from(raw ?? []).toString()}</pre>`;
  if (view === 'text') {
    return content.text === null
      ? html`<p class="hint">This message has no text part.</p>`
      : html`<pre class="text">${linked(content.text)}</pre>`;
  }
  if (content.html === null) return html`<p class="hint">This message has no HTML part.</p>`;
  // no scripts and no forms; links open in a page of their own, which is free of the frame
  return html`<iframe title="The message" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${`<base target="_blank">${content.html}`}"></iframe>`;
}

/** Plain text in which addresses of pages can be followed. */
function linked(text: string): (Html | string)[] {
  return text
    .split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]])/)
    .map((part, index) =>
      index % 2 === 1 ? html`<a href="${part}" target="_blank" rel="noreferrer">${part}</a>` : part,
    );
}

/** Recipients whom no header names. */
function hiddenRecipients({ recipients, content }: KeptMessage): string[] {
  const named = [...content.to, ...content.cc].join(' ').toLowerCase();
  return recipients.filter((address) => !named.includes(address.toLowerCase()));
}

function longTime(instant: Date): string {
  return instant.toLocaleString('en-GB', { timeZone: 'Europe/London', dateStyle: 'full', timeStyle: 'long' });
}
