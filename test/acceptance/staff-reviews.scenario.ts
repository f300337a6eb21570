import { beforeAll, expect, test } from 'vitest';
import { Applicant } from './applicant.ts';
import { bringSchools, openRound } from './commands.ts';
import { type Service, serviceUnderTest } from './service.ts';
import { everybodyEndorses, Staff } from './staff.ts';

/** Of the demonstration register: its last inspection found that it requires improvement. */
const REQUIRES_IMPROVEMENT = '900004';

let service: Service;
let staff: Staff;
let round: string;
beforeAll(async () => {
  service = await serviceUnderTest();
  staff = new Staff(service);
  await bringSchools(service);
  round = await openRound(service);
});

const page = async ({ browser }: Applicant, reference: string) => browser.visit(`/applications/${reference}`);
const templates = async (reference: string) => (await service.mail.list({ reference })).map(({ template }) => template);

/** An application that the register speaks against. */
async function inReview() {
  const applicant = new Applicant(service);
  const reference = await applicant.apply(round, { school: REQUIRES_IMPROVEMENT });
  expect(await templates(reference)).toEqual(['draft-started', 'application-received', 'eligibility-review']);
  expect(await staff.sees(reference)).toMatch(/LLE-S1: not-met \(register[\s\S]*\nstate eligibility-review\n$/);
  return { applicant, reference };
}

test('what the register speaks against goes on to its endorsers once staff approve it', async () => {
  const { applicant, reference } = await inReview();
  expect((await page(applicant, reference)).text).toContain('A person looks at it');
  expect(await staff.isRefused('approve', reference)).toContain('reason-missing');
  expect(await staff.does('approve', reference, '--reason', 'The school federated; its own report is good')).toBe(
    'approved',
  );
  expect(await staff.isRefused('refuse', reference, '--reason', 'Second thoughts')).toContain('no-review');
  expect(await templates(reference)).toContain('eligible');
  await everybodyEndorses(service, reference);
  expect(await staff.sees(reference)).toMatch(/\nstate awaiting-decision\n$/);
  expect(await service.executions.theOne(reference)).toMatchObject({ status: 'RUNNING' });
});

test('who is refused at the review is told why, and no endorser is bothered', async () => {
  const { applicant, reference } = await inReview();
  expect(await staff.does('refuse', reference, '--reason', 'The report of May 2023 stands')).toBe('ineligible');
  const told = await service.mail.latest({ reference, template: 'ineligible' });
  expect(told.to).toEqual([applicant.email]);
  for (const { text } of [told, await page(applicant, reference)]) {
    expect(text.replace(/\s+/g, ' ')).toContain('have an Ofsted rating of good');
    expect(text).toContain('The report of May 2023 stands');
  }
  expect(await templates(reference)).not.toContain('endorsement-asked');
  expect(await staff.sees(reference)).toMatch(/\nstate ineligible\n$/);
  expect(await service.executions.theOne(reference)).toMatchObject({ status: 'SUCCEEDED' });
});

test('who withdraws during the review is asked nothing more', async () => {
  const { applicant, reference } = await inReview();
  const { browser } = applicant;
  await browser.submit(await browser.visit(`/applications/${reference}/withdraw`), { reason: 'changed-post' });
  expect(await templates(reference)).toContain('withdrawn');
  expect(await templates(reference)).not.toContain('endorsement-asked');
  expect(await service.executions.theOne(reference)).toMatchObject({ status: 'SUCCEEDED' });
  expect(await staff.isRefused('approve', reference, '--reason', 'Too late')).toContain('no-review');
});
