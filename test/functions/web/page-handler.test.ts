import { describe, expect, it } from 'vitest';
import { show, showErrors } from '../../../functions/web/answer.ts';
import { pageHandler } from '../../../functions/web/page-handler.ts';
import type { Route } from '../../../functions/web/routes.ts';
import { Browser, SITE } from './browser.ts';

const noRecords = new Proxy({} as never, {
  get: () => {
    throw new Error('these pages read no rows');
  },
});

const sent: string[] = [];
const routes: Route[] = [
  {
    path: '/form',
    for: 'anyone',
    get: async () => show('apply/sign-in.njk'),
    post: async ({ form }) => {
      sent.push(form.one('word'));
      return showErrors('apply/sign-in.njk', {}, [{ field: 'email', text: 'Enter <another> address' }]);
    },
  },
  {
    path: '/fault',
    for: 'anyone',
    get: async () => {
      throw new Error('a secret in a message');
    },
  },
  { path: '/mine', for: 'signed-in', get: async () => show('errors/not-found.njk') },
];
const handler = pageHandler({ routes, records: noRecords, now: () => new Date(), site: SITE });
const browser = () => new Browser(handler);

describe('every page', () => {
  it('has safe headers and loads nothing from elsewhere', async () => {
    const page = await browser().get('/form');
    expect(page.headers).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
    expect(page.headers['content-security-policy']).not.toContain('unsafe');
    expect(page.body).not.toMatch(/(src|href)="https?:/);
    expect(page.body).toMatch(/href="\/assets\/service-[0-9a-f]{12}\.css"/);
  });

  it('answers an address that nobody knows with 404 and what to do', async () => {
    const page = await browser().get('/nowhere');
    expect([page.status, page.title]).toEqual([404, 'Page not found – Designation Rounds']);
  });

  it('says nothing of a fault but that there is one', async () => {
    const page = await browser().get('/fault');
    expect(page.status).toBe(500);
    expect(page.body).not.toContain('secret');
  });

  it('sends whoever is not signed in to sign in, and back', async () => {
    const page = await browser().get('/mine');
    expect([page.status, page.location]).toEqual([303, '/sign-in?next=%2Fmine']);
  });
});

describe('a form', () => {
  it('is taken from the page that showed it, and refused from any other', async () => {
    const visitor = browser();
    await visitor.get('/form');
    expect((await visitor.post('/form', { word: 'first' })).status).toBe(422);
    expect((await visitor.post('/form', { word: 'second', csrf: 'made-up' })).status).toBe(403);
    expect((await visitor.post('/form', { word: 'third' }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect(sent.filter((word) => word !== '')).toEqual(['first']);
  });

  it('comes back with its errors, the title too, and everything escaped', async () => {
    const visitor = browser();
    await visitor.get('/form');
    const page = await visitor.post('/form', { word: '' });
    expect(page.title).toMatch(/^Error: /);
    expect(page.body).toContain('Enter &lt;another&gt; address');
    expect(page.body).toContain('href="#email"');
  });
});
