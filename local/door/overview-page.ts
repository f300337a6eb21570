import { Hono } from 'hono';
import { html } from 'hono/html';
import { type Html, page } from './page.ts';

/** One thing of the template and what became of it here. */
export interface Placed {
  readonly name: string;
  /** CloudFormation's type: `AWS::Lambda::Function`. */
  readonly type: string;
  /** Path in the CDK app: `DesignationRounds/Apply`. */
  readonly path: string;
}

export interface Overview {
  readonly version: string;
  readonly dataFolder: string;
  readonly urls: Readonly<Record<string, string>>;
  readonly running: readonly Placed[];
  readonly notRunHere: readonly Placed[];
  /** What could not be delivered to a function, newest first. */
  readonly deadLetters: () => readonly { readonly source: string; readonly at: number; readonly body: string }[];
}

/** What the home runs, and its health as JSON: `{ready, version, urls}`. */
export function createOverviewPages(overview: Overview): Hono {
  const { version, urls } = overview;
  return new Hono()
    .get('/', (context) => context.html(overviewPage(overview)))
    .get('/health', (context) => context.json({ ready: true, version, urls }));
}

function overviewPage({ version, dataFolder, urls, running, notRunHere, deadLetters }: Overview): Html {
  const letters = deadLetters();
  return page(
    'What runs',
    html`
<p class="quiet">Version ${version}, data in <code>${dataFolder}</code></p>
<table>
<tr><th scope="col">Door</th><th scope="col">Address</th></tr>
${Object.entries(urls).map(([name, url]) => html`<tr><td>${name}</td><td><a href="${url}">${url}</a></td></tr>`)}
</table>
${[...Map.groupBy(running, ({ type }) => type)].map(([type, things]) => group(type, things))}
<h2>Dead letters</h2>
${
  letters.length === 0
    ? html`<p>None: everything could be delivered.</p>`
    : html`<table>
<tr><th scope="col">When</th><th scope="col">From</th><th scope="col">What</th></tr>
${letters.map(
  ({ source, at, body }) =>
    html`<tr><td>${new Date(at).toISOString()}</td><td>${source}</td><td><pre>${body}</pre></td></tr>`,
)}
</table>`
}
<h2>In the template, not run here</h2>
<p>${[...Map.groupBy(notRunHere, ({ type }) => type)].map(([type, { length }]) => html`<code>${type}</code> (${length}) `)}</p>`,
    { path: '/' },
  );
}

const group = (type: string, things: readonly Placed[]) => html`
<h2>${type}</h2>
<table>
<tr><th scope="col">Name</th><th scope="col">In the service</th></tr>
${things.map(({ name, path }) => html`<tr><td><code>${name}</code></td><td>${path}</td></tr>`)}
</table>`;
