import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { closeDraft } from '../../../functions/acts/rounds/close-draft.ts';
import { giveLatePass } from '../../../functions/acts/rounds/give-late-pass.ts';
import { getCase } from '../../../functions/store/case-row.ts';
import { designationsOf } from '../../../functions/store/designation-rows.ts';
import { rowKeys } from '../../../functions/store/keys.ts';
import { aDesk, aFullDraft, aRoundWithSchool, OPEN, STAFF } from '../an-application.ts';
import { seedCase } from '../mail/a-case.ts';
import { usePages } from './applicant.ts';

const pages = usePages(OPEN);

/** Pressing "Start now" leads to signing in, and from there. */
async function signInToStart(round: string, email: string) {
  const visitor = pages().visitor();
  const next = `/rounds/${round}/start`;
  expect((await visitor.get(next)).location).toBe(`/sign-in?next=${encodeURIComponent(next)}`);
  await visitor.get('/sign-in');
  await visitor.post('/sign-in', { email, next });
  const link = await pages().mailedLink(email);
  await visitor.get(`/sign-in/${link}`);
  return { visitor, page: await visitor.send(`/sign-in/${link}`) };
}

describe('signing in to apply', () => {
  it('leads straight into the application, once', async () => {
    const { round } = await aRoundWithSchool(pages().records);
    const email = `${randomUUID()}@school.example`;
    const { page } = await signInToStart(round.id, email);
    expect(page.body).toContain('0 of 8 sections completed');
    const [reference] = /LLE-\w{4}-\w{4}/.exec(page.body) ?? [];
    expect((await signInToStart(round.id, email)).page.body).toContain(reference);
  });

  it('lets whoever has applied before choose what to begin with', async () => {
    const { email } = await aFullDraft(aDesk(pages().records));
    const { round } = await aRoundWithSchool(pages().records);
    expect((await signInToStart(round.id, email)).page.body).toContain('Start from the answers of my application');
  });

  it('tells whoever is designated already, before anything is begun', async () => {
    const { round } = await aRoundWithSchool(pages().records);
    const { email, person } = await aFullDraft(aDesk(pages().records));
    const [number = ''] = await designationsOf(pages().records, (await seedCase(pages().records)).person);
    const held = { ...rowKeys['designation-of-person'](person, 'lle'), kind: 'designation-of-person', number };
    await pages().records.transact([{ Put: { Item: held } }]);
    const { visitor, page } = await signInToStart(round.id, email);
    const { body } = page;
    expect(body).toContain('You are a local leader of education already, until 30 April 2031');
    expect(body).toContain(`href="/designations/${number}"`);
    expect(body).not.toContain('Start your application');
    expect((await visitor.get('/applications')).body).toContain(`See designation ${number}`);
  });

  it('leads to the round that cannot be begun, signed in all the same', async () => {
    const { round } = await aRoundWithSchool(pages().records);
    pages().now = round.closes.instant;
    const { visitor, page } = await signInToStart(round.id, `${randomUUID()}@school.example`);
    expect(page.body).toContain(round.title);
    expect(page.body).not.toContain('Start your application');
    expect((await visitor.get('/applications')).body).toContain('You have no application yet');
  });
});

describe('what was not sent before the round closed', () => {
  async function closed() {
    const { reference, person, round, email } = await aFullDraft(aDesk(pages().records));
    const at = new Date(round.closes.instant.getTime() + 86_400_000);
    await closeDraft(aDesk(pages().records, at), reference);
    pages().now = at;
    const pass = { round: round.id, person, until: '2027-03-05T17:00', by: STAFF, reason: 'Their line was down' };
    return { reference, round, email, givePass: () => giveLatePass(aDesk(pages().records, at), pass) };
  }

  it('can be gone on with by whoever has leave, and by nobody else', async () => {
    const { reference, round, email, givePass } = await closed();
    const applicant = await pages().signIn(email);
    const path = `/applications/${reference}`;
    expect((await applicant.get(path)).body).not.toContain('Go on with your application');
    await givePass();
    expect((await applicant.get(path)).body).toContain('Go on with your application');
    expect((await applicant.get(`/rounds/${round.id}`)).body).toContain(
      'We gave you more time: you can still send an application',
    );
    await applicant.send(`/rounds/${round.id}/start`);
    expect(await getCase(pages().records, reference)).toMatchObject({ state: 'draft' });
  });

  it('is taken up again by the link of the mail that tells of the leave', async () => {
    const { reference, round, email, givePass } = await closed();
    await givePass();
    expect((await pages().visitor().get(`/rounds/${round.id}`)).body).toContain(
      `/sign-in?next=/rounds/${round.id}/start`,
    );
    expect((await signInToStart(round.id, email)).page.body).toContain('We gave you more time: send it before');
    expect(await getCase(pages().records, reference)).toMatchObject({ state: 'draft' });
  });
});

describe('the list of applications', () => {
  it('names what each is for, and which can be gone on with', async () => {
    const { email } = await aFullDraft(aDesk(pages().records));
    const { round } = await aRoundWithSchool(pages().records);
    const { visitor } = await signInToStart(round.id, email);
    await visitor.get(`/rounds/${round.id}`);
    await visitor.post(`/rounds/${round.id}/start`, {});
    const { body } = await visitor.get('/applications');
    expect(body.match(/a local leader of education/g)).toHaveLength(2);
    expect(body.match(/Go on/g)).toHaveLength(2);
  });
});
