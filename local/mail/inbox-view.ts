import { html } from 'hono/html';
import type { Html } from '../door/page.ts';
import { deliveryBadge } from './delivery-view.ts';
import type { KeptMessage } from './messages.ts';

/** Which messages are listed and which of them is open. */
export interface Search {
  readonly text: string | undefined;
  /** From 1. */
  readonly page: number;
  readonly chosen?: string;
}

export function searchForm({ text }: Search, total: number): Html {
  return html`<form class="row" method="get" action="/mailbox" role="search">
<label>Search addresses and subjects<br><input type="search" name="text" value="${text ?? ''}" size="36"></label>
<button>Search</button>
${text === undefined ? '' : html`<a href="/mailbox">Show all</a>`}
<span class="quiet count">${total.toLocaleString('en-GB')} ${total === 1 ? 'message' : 'messages'}</span>
</form>`;
}

/** The list beside the message, newest first. */
export function inboxList(messages: readonly KeptMessage[], search: Search, lastPage: number): Html {
  return html`<nav class="inbox" aria-label="Messages">
<ol>${messages.map((message) => listItem(message, search))}</ol>
${lastPage > 1 ? pageLinks(search, lastPage) : ''}
</nav>`;
}

function listItem(message: KeptMessage, search: Search): Html {
  const sentAt = new Date(message.sentAt);
  return html`<li><a href="/mailbox/${message.id}${queryOf(search)}"${message.id === search.chosen ? html` aria-current="true"` : ''}>
<span class="line"><b class="cut">${message.recipients.join(', ')}</b><time datetime="${sentAt.toISOString()}">${shortTime(sentAt)}</time></span>
<span class="subject cut">${message.content.subject || '(no subject)'}</span>
<span class="line quiet"><span class="cut">from ${message.sender}</span>${deliveryBadge(message)}</span>
</a></li>`;
}

function pageLinks({ text, page }: Search, lastPage: number): Html {
  return html`<p class="pages">
${page > 1 ? html`<a rel="prev" href="/mailbox${queryOf({ text, page: page - 1 })}">Newer</a>` : ''}
<span class="quiet">Page ${page} of ${lastPage}</span>
${page < lastPage ? html`<a rel="next" href="/mailbox${queryOf({ text, page: page + 1 })}">Older</a>` : ''}
</p>`;
}

/** `?text=…&page=…` as far as they are not the usual ones, with others behind. */
export function queryOf({ text, page }: Search, others: Record<string, string> = {}): string {
  const query = new URLSearchParams({
    ...(text !== undefined && { text }),
    ...(page > 1 && { page: String(page) }),
    ...others,
  });
  return query.size > 0 ? `?${query}` : '';
}

function shortTime(instant: Date): string {
  const options = {
    timeZone: 'Europe/London',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  } as const;
  return instant.toLocaleString('en-GB', options);
}
