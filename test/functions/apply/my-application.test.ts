import { describe, expect, it } from 'vitest';
import { pointToRightPerson } from '../../../functions/acts/point-to-right-person.ts';
import { requestInformation } from '../../../functions/acts/request-information.ts';
import { createCheckEligibility } from '../../../functions/check-eligibility/check-eligibility.ts';
import { readCaseFile } from '../../../functions/store/case-file.ts';
import { getRound } from '../../../functions/store/round-row.ts';
import { aDesk, aSubmission, OPEN, STAFF } from '../an-application.ts';
import { usePages } from './applicant.ts';

const pages = usePages(OPEN);

async function awaiting() {
  const { reference, email } = await aSubmission(aDesk(pages().records));
  await createCheckEligibility({ records: pages().records, now: () => OPEN })({ reference });
  const applicant = await pages().signIn(email);
  const { slots } = await readCaseFile(pages().records, reference);
  return {
    reference,
    email,
    applicant,
    at: `/applications/${reference}`,
    slot: slots[0]?.slot ?? '',
    desk: aDesk(pages().records),
  };
}

describe('an application that was sent', () => {
  it('says where it stands, whom it waits for, and what has happened', async () => {
    const { applicant, at } = await awaiting();
    const { body } = await applicant.get(at);
    expect(body).toContain('Waiting for your endorsers');
    expect(body).toContain('You sent the application');
    expect(body).toContain('Correct the address or name somebody else');
    expect(body).not.toContain('Send a reminder');
  });

  it('lets what was written be changed while the round is open, but not what was checked', async () => {
    const { applicant, at, reference } = await awaiting();
    expect((await applicant.get(at)).body).toContain('Change your answers');
    expect((await applicant.get(`${at}/check`)).body).not.toContain('questions/headship');
    const path = `${at}/questions/about-you`;
    expect((await applicant.get(path)).body).not.toContain('name="name"');
    const empty = await applicant.post(path, { seen: '1', post: '' });
    expect([empty.status, empty.body.includes('Answer this question')]).toEqual([422, true]);
    await applicant.post(path, { seen: '1', post: 'Principal', name: 'Somebody Else' });
    expect((await applicant.get(`${at}/questions/headship`)).status).toBe(404);

    const { answers, events } = await readCaseFile(pages().records, reference);
    expect(answers.find(({ section }) => section === 'about-you')?.answers).toMatchObject({
      name: 'Robin Example',
      post: 'Principal',
    });
    expect(events.at(-1)).toMatchObject({ what: 'amended', about: 'about-you' });
  });

  it('is changed no more once the round has closed', async () => {
    const { applicant, at, email, reference } = await awaiting();
    const { body } = await applicant.get(`${at}/questions/about-you`);
    expect(body).toContain('You have applied');
    pages().now = (
      await getRound(pages().records, (await readCaseFile(pages().records, reference)).case.round)
    ).round.closes.instant;
    const again = await pages().signIn(email);
    await again.get(at);
    expect((await again.get(`${at}/questions/about-you`)).location).toBe(at);
    expect((await again.post(`${at}/questions/about-you`, { seen: '1', post: 'Other' })).status).toBe(409);
    expect((await again.get(`${at}/check`)).location).toBe(at);
  });

  it('has no empty line in what has happened, also once it is withdrawn', async () => {
    const { applicant, at } = await awaiting();
    await applicant.get(at);
    const { body } = await applicant.send(`${at}/withdraw`, { reason: 'other' });
    expect(body).toContain('The application was withdrawn');
    expect(body).not.toMatch(/<br>\s*<\/li>/);
  });

  it('has an endorser reminded once in two days', async () => {
    const { applicant, at, slot, reference, email } = await awaiting();
    pages().now = new Date(OPEN.getTime() + 49 * 3_600_000);
    // signed in two days ago
    expect((await applicant.get(at)).location).toContain('/sign-in');
    const again = await pages().signIn(email);
    expect((await again.get(at)).body).toContain('Send a reminder');
    expect((await again.send(`${at}/endorsers/${slot}/remind`)).body).toContain('You can send a reminder from');
    await again.send(`${at}/endorsers/${slot}/remind`);
    const { events } = await readCaseFile(pages().records, reference);
    expect(events.filter(({ what }) => what === 'endorser-reminded')).toHaveLength(1);
    pages().now = OPEN;
  });

  it('asks somebody else when another name is given', async () => {
    const { applicant, at, slot } = await awaiting();
    const page = await applicant.get(`${at}/endorsers/${slot}`);
    const role = /name="endorser-role" type="radio" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
    const request = /name="request" value="(\d+)"/.exec(page.body)?.[1] ?? '';
    const wrong = { request, 'endorser-name': 'Kim', 'endorser-email': 'nobody', 'endorser-role': role };
    expect((await applicant.post(`${at}/endorsers/${slot}`, wrong)).status).toBe(422);
    const right = { ...wrong, 'endorser-email': 'kim@authority.example' };
    expect((await applicant.send(`${at}/endorsers/${slot}`, right)).body).toContain('kim@authority.example');
  });

  it('says whom an endorser named who is not the right person, where somebody else is asked', async () => {
    const { applicant, at, slot, reference, desk } = await awaiting();
    const person = { name: 'Jo Right', email: 'jo@authority.example' };
    await pointToRightPerson(desk, { reference, slot, request: '1', person });
    const { body } = await applicant.get(at);
    expect(body).toContain('Jo Right, jo@authority.example');
    expect(body).toContain('they are not the right person to endorse you');
    expect((await applicant.get(`${at}/endorsers/${slot}`)).body).toContain('Jo Right, jo@authority.example');
  });

  it('answers a question of the staff', async () => {
    const { applicant, at, reference, desk } = await awaiting();
    const { request } = await requestInformation(desk, { reference, by: STAFF, asks: 'Which <year>?' });
    expect((await applicant.get(at)).body).toContain('We have a question about your application');
    const page = await applicant.get(`${at}/questions-to-you/${request}`);
    expect(page.body).toContain('Which &lt;year&gt;?');
    expect((await applicant.post(`${at}/questions-to-you/${request}`, { answer: ' ' })).status).toBe(422);
    await applicant.send(`${at}/questions-to-you/${request}`, { answer: '2024' });
    expect((await applicant.get(at)).body).not.toContain('We have a question about your application');
  });
});
