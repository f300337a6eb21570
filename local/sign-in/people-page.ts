import { html } from 'hono/html';
import { type Html, page } from '../door/page.ts';
import type { TestPerson } from './test-people.ts';

/** Asks who one wants to be. Nobody needs a password: they do not exist. */
export const peoplePage = (people: readonly TestPerson[]): Html =>
  page(
    'Who are you?',
    people.length === 0
      ? html`<p>This home has no test people: name the provider that signs your staff in, <code>oidc</code> in the settings file, and start again.</p>`
      : html`
<p>These people are invented. Choose one to try the helpdesk as. On AWS, staff sign in with accounts of their own.</p>
<form method="post">
<table>
<tr><th scope="col">Sign in as</th><th scope="col">Who that is</th><th scope="col">Groups</th></tr>
${people.map(
  ({ id, name, does, groups }) =>
    html`<tr><td><button name="person" value="${id}">${name}</button></td><td>${does}</td><td class="quiet">${groups.join(', ')}</td></tr>`,
)}
</table>
</form>`,
  );
