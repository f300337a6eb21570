import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Letters } from '../queues/letter.ts';
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
  /** For commands: how to reach the AWS services of this home, and what functions are told of its resources. */
  readonly aws: {
    readonly region: string;
    readonly account: string;
    readonly endpoints: Readonly<Record<string, string>>;
    readonly resources: Readonly<Record<string, string>>;
  };
  readonly running: readonly Placed[];
  readonly notRunHere: readonly (Placed & { readonly because: string })[];
  readonly letters: Letters;
}

/** What the home runs, and its health as JSON: `{ready, version, urls, aws}`. */
export function createOverviewPages(overview: Overview): Hono {
  const { version, urls, aws } = overview;
  return new Hono()
    .get('/', (context) => context.html(overviewPage(overview)))
    .get('/health', (context) => context.json({ ready: true, version, urls, aws }));
}

function overviewPage({ version, dataFolder, urls, running, notRunHere, letters: { list } }: Overview): Html {
  const letters = list();
  return page(
    'What runs',
    html`
<p class="quiet">Version ${version}, data in <code>${dataFolder}</code></p>
<table>
<tr><th scope="col">Door</th><th scope="col">Address</th></tr>
${Object.entries(urls).map(([name, url]) => html`<tr><td>${name}</td><td><a href="${url}">${url}</a></td></tr>`)}
</table>
<h2>Resources that run here</h2>
<table>
<tr><th scope="col">In the service</th><th scope="col">Type</th><th scope="col">Name here</th></tr>
${running.map(
  ({ path, type, name }) =>
    html`<tr><td>${path.replace(/\/Resource$/, '')}</td><td>${type.replace('AWS::', '')}</td><td><code>${name}</code></td></tr>`,
)}
</table>
<h2>Dead letters</h2>
${
  letters.length === 0
    ? html`<p>None: everything could be delivered.</p>`
    : html`<table>
<tr><th scope="col">When</th><th scope="col">From</th><th scope="col">What</th></tr>
${letters.map(
  ({ from, at, body, attributes: { ERROR_CODE = '', ERROR_MESSAGE = '' } }) =>
    html`<tr><td>${new Date(at).toISOString()}</td><td>${from}</td><td>${ERROR_CODE} ${ERROR_MESSAGE}<pre>${body}</pre></td></tr>`,
)}
</table>`
}
<h2>In the template, not run here</h2>
<table>
<tr><th scope="col">Type</th><th scope="col">How many</th><th scope="col">Because</th></tr>
${[...Map.groupBy(notRunHere, ({ type }) => type)].map(
  ([type, things]) =>
    html`<tr><td>${type.replace('AWS::', '')}</td><td>${things.length}</td><td>${things[0]?.because}</td></tr>`,
)}
</table>`,
    { path: '/' },
  );
}
