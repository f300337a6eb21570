import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { secureHeaders } from 'hono/secure-headers';
import * as z from 'zod';
import { type Html, page } from '../door/page.ts';
import { inboxList, type Search, searchForm } from './inbox-view.ts';
import type { Mailbox } from './mailbox.ts';
import { mailboxEntries, mailboxQuery } from './mailbox-json.ts';
import { MAILBOX_STYLE } from './mailbox-style.ts';
import { isView, messageView } from './message-view.ts';

const PAGE_SIZE = 50;

/**
 * The mailbox of the home's own door, as a mail program shows it: `/mailbox`, `/mailbox/<id>`, its MIME text at
 * `/mailbox/<id>/raw`, and `/mailbox.json`. Mount it at the root. It runs no script, and no message can.
 */
export function createMailboxPages(mailbox: Mailbox): Hono {
  const pages = new Hono();

  pages.use(
    '/mailbox/*',
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'unsafe-inline'"],
        imgSrc: ['data:', 'http:', 'https:'],
        formAction: ["'self'"],
      },
      // a link in a message opens a page as it would from any mail program
      crossOriginOpenerPolicy: false,
      crossOriginResourcePolicy: false,
    }),
  );

  pages.get('/mailbox.json', (context) => {
    const query = mailboxQuery.safeParse(context.req.query());
    if (query.success) return context.json({ messages: mailboxEntries(mailbox.messages, query.data) });
    const problem = { title: 'The query cannot be read', status: 400, detail: z.prettifyError(query.error) };
    return context.json(problem, 400, { 'content-type': 'application/problem+json' });
  });

  pages.get('/mailbox', (context) => {
    const search = searchOf(context);
    const [newest] = mailbox.messages.newest({ text: search.text }, 1, 0);
    const hint = newest ? 'Choose a message to read it.' : emptyHint(search);
    return context.html(inbox(mailbox, search, html`<p class="hint">${hint}</p>`));
  });

  pages.get('/mailbox/:id', async (context) => {
    const message = mailbox.messages.getById(context.req.param('id'));
    if (!message) return notThere(context);
    const view = context.req.query('view') ?? '';
    const search = searchOf(context);
    const shown = isView(view) ? view : message.content.html === null ? 'text' : 'html';
    const raw = shown === 'raw' ? await mailbox.messages.raw(message) : undefined;
    return context.html(inbox(mailbox, { ...search, chosen: message.id }, messageView(message, shown, search, raw)));
  });

  pages.get('/mailbox/:id/raw', async (context) => {
    const message = mailbox.messages.getById(context.req.param('id'));
    if (!message) return notThere(context);
    // as text: a browser must not act on what a message says it is
    return context.body(Buffer.from(await mailbox.messages.raw(message)), 200, {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="${message.id}.eml"`,
    });
  });

  return pages;
}

function inbox(mailbox: Mailbox, search: Search, reading: Html): Html {
  const { messages } = mailbox;
  const total = messages.count({ text: search.text });
  const shown = messages.newest({ text: search.text }, PAGE_SIZE, (search.page - 1) * PAGE_SIZE);
  const lastPage = Math.max(Math.ceil(total / PAGE_SIZE), 1);
  const body = html`${searchForm(search, total)}
<div class="mail">
${inboxList(shown, search, lastPage)}
<article class="reading" aria-label="Message">${reading}</article>
</div>`;
  return page('Mailbox', body, { path: '/mailbox', style: MAILBOX_STYLE });
}

function searchOf(context: Context): Search {
  const { text, page: number } = context.req.query();
  return { text: text?.trim() || undefined, page: Math.max(Math.trunc(Number(number)) || 1, 1) };
}

function emptyHint({ text }: Search): string {
  return text === undefined ? 'Nothing has been sent yet.' : `No message has “${text}” in an address or its subject.`;
}

function notThere(context: Context): Response | Promise<Response> {
  const body = html`<p>There is no such message. <a href="/mailbox">All messages</a></p>`;
  return context.html(page('Mailbox', body, { path: '/mailbox' }), 404);
}
