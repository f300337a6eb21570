import { describe, expect, it } from 'vitest';
import { signInCode } from '../../../functions/store/link-row.ts';
import { findPerson } from '../../../functions/store/person-row.ts';
import { NOW, usePages } from './applicant.ts';

const pages = usePages(NOW);

describe('signing in', () => {
  it('answers the same whether an address is known or not', async () => {
    await pages().signIn('known@school.example');
    const visitor = pages().visitor();
    await visitor.get('/sign-in');
    const answers = [];
    for (const email of ['known@school.example', 'unknown@school.example']) {
      const { status, location, body } = await visitor.post('/sign-in', { email });
      answers.push({ status, location, body });
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]?.location).toBe('/sign-in/sent');
  });

  it('shows in the browser that asked, and in no other, to which address the mail goes', async () => {
    const visitor = pages().visitor();
    await visitor.get('/sign-in');
    expect((await visitor.send('/sign-in', { email: 'Mistyped@school.example' })).body).toContain(
      'Mistyped@school.example',
    );
    expect((await pages().visitor().get('/sign-in/sent')).body).toContain('the address that you gave');
  });

  it('owes one mail for each request', async () => {
    const visitor = pages().visitor();
    await visitor.get('/sign-in');
    await visitor.post('/sign-in', { email: 'one@school.example' });
    expect(await pages().owedMails('one@school.example')).toEqual(['sign-in']);
  });

  it('knows nobody by an address until they have shown that it is theirs', async () => {
    const email = 'unproven@school.example';
    const visitor = pages().visitor();
    await visitor.get('/sign-in');
    await visitor.post('/sign-in', { email });
    const link = await pages().mailedLink(email);
    await visitor.get(`/sign-in/${link}`);
    expect(await findPerson(pages().records, email)).toBeUndefined();
    await visitor.post(`/sign-in/${link}`, {});
    expect(await findPerson(pages().records, email)).toBeDefined();
  });

  it('changes nothing by looking at the link, and works once by pressing the button', async () => {
    const visitor = pages().visitor();
    await visitor.get('/sign-in');
    await visitor.post('/sign-in', { email: 'scanned@school.example' });
    const link = await pages().mailedLink('scanned@school.example');
    for (let scan = 0; scan < 3; scan++) expect((await pages().visitor().get(`/sign-in/${link}`)).status).toBe(200);
    await visitor.get(`/sign-in/${link}`);
    expect((await visitor.post(`/sign-in/${link}`, {})).location).toBe('/applications');
    expect((await visitor.get('/applications')).status).toBe(200);

    const late = pages().visitor();
    expect((await late.get(`/sign-in/${link}`)).status).toBe(410);
  });

  it('ends an hour after the mail', async () => {
    const visitor = pages().visitor();
    await visitor.get('/sign-in');
    await visitor.post('/sign-in', { email: 'slow@school.example' });
    const link = await pages().mailedLink('slow@school.example');
    pages().now = new Date(NOW.getTime() + 3_600_000);
    expect((await visitor.get(`/sign-in/${link}`)).status).toBe(410);
    pages().now = NOW;
  });

  it('takes the code of the mail instead, once, and only where it was asked for', async () => {
    const email = 'code@school.example';
    const visitor = pages().visitor();
    await visitor.get('/sign-in');
    await visitor.send('/sign-in', { email });
    const code = signInCode(await pages().mailedLink(email));
    expect((await visitor.post('/sign-in/sent', { code: 'AAAAAA' })).status).toBe(422);
    const elsewhere = pages().visitor();
    await elsewhere.get('/sign-in/sent');
    expect((await elsewhere.post('/sign-in/sent', { code })).status).toBe(422);
    const typed = `${code.slice(0, 3)} ${code.slice(3)}`.toLowerCase();
    expect((await visitor.post('/sign-in/sent', { code: typed })).location).toBe('/applications');
    expect((await visitor.get('/applications')).status).toBe(200);
  });

  it('takes ten guesses at a code, and then none for an hour', async () => {
    const email = 'guessed@school.example';
    const visitor = pages().visitor();
    await visitor.get('/sign-in');
    await visitor.send('/sign-in', { email });
    const statuses = [];
    for (let guess = 0; guess < 11; guess++) {
      statuses.push((await visitor.post('/sign-in/sent', { code: 'AAAAAA' })).status);
    }
    expect(statuses).toEqual([...Array(10).fill(422), 429]);
    const code = signInCode(await pages().mailedLink(email));
    expect((await visitor.post('/sign-in/sent', { code })).status).toBe(429);
  });

  it('leads back to where one was, and only within the service', async () => {
    const visitor = pages().visitor();
    await visitor.get('/sign-in');
    await visitor.post('/sign-in', { email: 'next@school.example', next: 'https://evil.example/' });
    const link = await pages().mailedLink('next@school.example');
    await visitor.get(`/sign-in/${link}`);
    expect((await visitor.post(`/sign-in/${link}`, {})).location).toBe('/applications');
  });

  it('says when an address is asked too often', async () => {
    const visitor = pages().visitor();
    await visitor.get('/sign-in');
    const statuses = [];
    for (let time = 0; time < 6; time++) {
      statuses.push((await visitor.post('/sign-in', { email: 'often@school.example' })).status);
      pages().now = new Date(pages().now.getTime() + 1000);
    }
    expect(statuses).toEqual([303, 303, 303, 303, 303, 429]);
    pages().now = NOW;
  });

  it('ends with signing out', async () => {
    const visitor = await pages().signIn('out@school.example');
    await visitor.get('/applications');
    await visitor.post('/sign-out', {});
    expect((await visitor.get('/applications')).location).toBe('/sign-in?next=%2Fapplications');
  });
});
