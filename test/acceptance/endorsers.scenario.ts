import { beforeAll, beforeEach, expect, test } from 'vitest';
import { Applicant } from './applicant.ts';
import { bringSchools, dayAfter, makeRound, openRound } from './commands.ts';
import { endorserWith } from './endorser.ts';
import type { Mail } from './mailbox.ts';
import { type Service, serviceUnderTest } from './service.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Of the programme: the question about the endorser who is looked at here, and the place that they fill. */
const QUESTION = 'governing-body-endorser';
const SLOT = 'governing-body';

let service: Service;
let applicant: Applicant;
beforeAll(async () => {
  service = await serviceUnderTest();
  await bringSchools(service);
});
beforeEach(() => {
  applicant = new Applicant(service);
});

const askedOf = (reference: string, to: string) =>
  service.mail.latest({ reference, to, template: 'endorsement-asked' });

/** Asks somebody else, or the same person at another address. */
async function ask(reference: string, name: string, email: string): Promise<void> {
  const page = await applicant.browser.visit(`/applications/${reference}/endorsers/${SLOT}`);
  await applicant.browser.submit(page, { 'endorser-name': name, 'endorser-email': email });
}

test('an endorser who declines is replaced, and the other link stays closed', async () => {
  const reference = await applicant.apply(await openRound(service));
  const first = endorserWith(service, await askedOf(reference, applicant.endorserOf(QUESTION)));
  expect((await first.decline()).text).toContain('you told us that you do not endorse');
  expect(await service.mail.list({ reference, template: 'endorser-declined' })).toHaveLength(1);

  await ask(reference, 'Dana Cole', `dana-${reference}@endorsers.example`);
  const second = endorserWith(service, await askedOf(reference, `dana-${reference}@endorsers.example`));
  expect((await second.endorse()).title).toContain('We have your endorsement');
  expect((await first.visit('/endorsement')).text).toContain('you told us that you do not endorse');
});

test('a mail that bounces is told to the applicant, who corrects the address', async () => {
  const lost = `chris-${applicant.endorserOf(QUESTION).split('@')[0]}@bounce.example`;
  const reference = await applicant.apply(await openRound(service), { [`${QUESTION}-email`]: lost });
  const astray = endorserWith(service, await askedOf(reference, lost));
  const told = await service.mail.latest({ reference, template: 'endorser-bounced' });
  expect(told.to).toEqual([applicant.email]);

  await ask(reference, 'Robin Example', applicant.endorserOf(QUESTION));
  const found = endorserWith(service, await askedOf(reference, applicant.endorserOf(QUESTION)));
  expect((await astray.visit()).status).toBe(410);
  expect((await found.endorse()).title).toContain('We have your endorsement');
});

/** The sweep looks every 15 minutes. */
const within15Minutes = (mail: Mail | undefined, at: number) => {
  const late = Date.parse(mail?.sentAt ?? '') - at;
  return late >= 0 && late <= HOUR / 4;
};

test('endorsers who are silent are chased at their hours; then the application ends', async () => {
  const now = await service.clock.now();
  // the shortest round that a programme allows, of a body of its own
  const dates = ['--closes', `${dayAfter(now, 8)}T17:00`, '--endorsements-due', `${dayAfter(now, 43)}T17:00`];
  const round = await makeRound(service, 'sle', ['--body', `school-of-${dayAfter(now, 0)}`, ...dates]);
  const reference = await applicant.apply(round);
  const to = applicant.endorserOf('headteacher-endorser');
  const asked = Date.parse((await askedOf(reference, to)).sentAt);
  const draft = endorserWith(service, await askedOf(reference, to));
  await draft.browser.submit(await draft.visit('/endorsement'), { typedName: 'Chris' }, 'save');

  // one request for all of it could take longer than a request may
  for (let days = 0; days < 44; days += 4) await service.clock.moveBy('P4D');
  const chasers = await service.mail.list({ reference, to, template: 'endorsement-chaser' });
  expect([7, 14, 28].map((days, n) => within15Minutes(chasers[n], asked + days * DAY))).toEqual([true, true, true]);
  expect(chasers).toHaveLength(3);
  const [lastCall] = await service.mail.list({ reference, to, template: 'endorsement-last-call' });
  const [end, ...more] = await service.mail.list({ reference, template: 'not-endorsed' });
  expect(more).toEqual([]);
  const hoursLeft = (Date.parse(end?.sentAt ?? '') - Date.parse(lastCall?.sentAt ?? '')) / HOUR;
  expect(Math.round(hoursLeft)).toBe(48);
  expect(await service.executions.theOne(reference)).toMatchObject({ status: 'SUCCEEDED' });
  expect((await draft.visit()).text).toContain('The date for your answer has passed');
});
