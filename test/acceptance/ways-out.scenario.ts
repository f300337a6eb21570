import { beforeAll, expect, test } from 'vitest';
import { Applicant } from './applicant.ts';
import { serviceWithRound } from './commands.ts';
import { endorserWith } from './endorser.ts';
import type { Service } from './service.ts';

let service: Service;
let round: string;
beforeAll(async () => {
  ({ service, round } = await serviceWithRound());
});

const withdraw = async ({ browser }: Applicant, reference: string) =>
  browser.submit(await browser.visit(`/applications/${reference}/withdraw`), { reason: 'no-capacity' });

test('whoever declares that a criterion is not met is ineligible, and no endorser is bothered', async () => {
  const applicant = new Applicant(service);
  const reference = await applicant.apply(round, { 'three-years-head': 'no' });
  const mails = await service.mail.list({ reference });
  expect(mails.map(({ template }) => template).toSorted()).toEqual([
    'application-received',
    'draft-started',
    'ineligible',
  ]);
  expect(await service.executions.theOne(reference)).toMatchObject({ status: 'SUCCEEDED' });
});

test('a draft that is deleted starts no workflow, and another one can be begun', async () => {
  const applicant = new Applicant(service);
  await applicant.signIn();
  const reference = await applicant.start(round);
  await applicant.browser.submit(await applicant.browser.visit(`/applications/${reference}/withdraw`), {});
  await service.clock.settle();
  expect(await service.executions.of(reference)).toEqual([]);
  expect((await applicant.browser.visit(`/applications/${reference}`)).text).toMatch(/Draft deleted/);
  expect(await applicant.start(round)).not.toBe(reference);
});

test('an application that is withdrawn while endorsers write ends, and they are told', async () => {
  const applicant = new Applicant(service);
  const reference = await applicant.apply(round);
  const [first, second] = await service.mail.list({ reference, template: 'endorsement-asked' });
  if (!first || !second) throw new Error('two endorsers should have been asked');
  await endorserWith(service, first).endorse();
  const writing = endorserWith(service, second);
  const form = await writing.visit('/endorsement');
  await withdraw(applicant, reference);
  await service.clock.settle();

  expect(await service.executions.theOne(reference)).toMatchObject({ status: 'SUCCEEDED' });
  expect((await service.mail.list({ reference, template: 'endorsement-cancelled' })).map(({ to }) => to)).toEqual([
    second.to,
  ]);
  expect(await service.mail.list({ reference, template: 'withdrawn', to: applicant.email })).toHaveLength(1);
  const late = await writing.browser.submit(form, { typedName: 'Chris' }, 'send');
  expect([late.status, late.title]).toEqual([410, expect.stringContaining('no longer needed')]);
  expect((await endorserWith(service, first).visit()).title).toContain('We have your endorsement');
});

test('the same person has one application in a round, from whichever device', async () => {
  const applicant = new Applicant(service);
  await applicant.signIn();
  const reference = await applicant.start(round);
  expect((await applicant.browser.visit(`/rounds/${round}`)).text).toContain('You have an application in this round');
  await expect(applicant.browser.visit(`/rounds/${round}/start`)).resolves.toMatchObject({
    html: expect.stringContaining(`/applications/${reference}`),
  });
});
