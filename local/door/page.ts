import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

/** Every part of the home's own door, in the order of its menu. */
const PLACES = [
  { path: '/', name: 'What runs' },
  { path: '/mailbox', name: 'Mailbox' },
  { path: '/executions', name: 'Executions' },
  { path: '/clock', name: 'Clock' },
] as const;

const STYLE = `
:root { color-scheme: light; --ink: #1b2430; --quiet: #5a6675; --line: #d8dee6; --ground: #f5f7f9; --paper: #fff; --accent: #1f5c99 }
* { box-sizing: border-box }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
a { color: var(--accent) }
:focus-visible { outline: 3px solid #f5a623; outline-offset: 1px }
body > header { background: var(--ink); color: #fff; padding: .6rem 1.25rem; display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; align-items: baseline }
body > header strong { font-size: 1.05rem }
body > header nav { display: flex; flex-wrap: wrap; gap: 1rem }
body > header a { color: #fff; text-underline-offset: 4px; text-decoration: none }
body > header a:hover, body > header a[aria-current] { text-decoration: underline }
main { max-width: 76rem; margin: 0 auto; padding: 1.25rem }
h1 { font-size: 1.6rem; margin: 0 0 1rem } h2 { font-size: 1.15rem; margin: 1.75rem 0 .5rem }
table { border-collapse: collapse; width: 100%; background: var(--paper) }
th, td { text-align: left; vertical-align: top; padding: .45rem .7rem; border: 1px solid var(--line) }
th { background: #eaeef3; font-weight: 600 }
pre, code { font: .875rem/1.45 ui-monospace, monospace } pre { overflow: auto; background: var(--paper); border: 1px solid var(--line); padding: .75rem; margin: 0; white-space: pre-wrap; overflow-wrap: anywhere }
button, input, select { font: inherit; padding: .35rem .7rem; border: 1px solid #7b8794; border-radius: 4px; background: #fff; color: inherit } button { cursor: pointer } button:hover { background: #eaeef3 } button:disabled { background: var(--ink); color: #fff; cursor: default }
form.row { display: flex; flex-wrap: wrap; gap: .6rem; align-items: end; margin: .75rem 0 } label { display: block }
.quiet { color: var(--quiet) } .panel { background: var(--paper); border: 1px solid var(--line); padding: 1rem 1.25rem }
`;

/**
 * A page of the home's own door: for the people who run the home, never for applicants.
 *
 * @param style rules that only this page needs; trusted, as everything in the program's own text
 */
export function page(title: string, body: Html, { path = '', style = '' } = {}): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Designation Rounds home</title>
<style>${raw(STYLE + style)}</style>
</head>
<body>
<header>
<strong>Designation Rounds home</strong>
<nav aria-label="Home">${PLACES.map(
    (place) => html`<a href="${place.path}"${place.path === path ? html` aria-current="page"` : ''}>${place.name}</a>`,
  )}</nav>
</header>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>`;
}
