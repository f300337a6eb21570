import { beforeAll, describe, expect, test } from 'vitest';
import { Applicant } from './applicant.ts';
import { bringSchools, openRound } from './commands.ts';
import { endorserWith } from './endorser.ts';
import type { Mail } from './mailbox.ts';
import { type Service, serviceUnderTest } from './service.ts';
import { everybodyEndorses, Staff } from './staff.ts';

/** Of the demonstration register: its last inspection found that it requires improvement. */
const REQUIRES_IMPROVEMENT = '900004';

let service: Service;
let staff: Staff;
beforeAll(async () => {
  service = await serviceUnderTest();
  staff = new Staff(service);
  await bringSchools(service);
});

const askedOf = (reference: string) => service.mail.list({ reference, template: 'endorsement-asked' });
const decideProvisionally = async (reference: string) => {
  await everybodyEndorses(service, reference);
  await staff.does('mark-all', reference, '--reason', 'Shown in the application');
  await staff.does('decide', reference, 'designate');
};

interface Where {
  readonly where: string;
  readonly school?: string;
  /** What happens to an application that was sent, before it is withdrawn. */
  readonly before: (reference: string) => Promise<unknown>;
}

/** A draft is deleted in ways-out.scenario.ts; one that was sent this instant, in the test of the workflow. */
const OPEN: readonly Where[] = [
  { where: 'while its eligibility is reviewed', school: REQUIRES_IMPROVEMENT, before: async () => {} },
  { where: 'before any endorser has answered', before: async () => {} },
  {
    where: 'after an endorser has declined',
    before: async (reference) => endorserWith(service, (await askedOf(reference))[0] as Mail).decline(),
  },
  { where: 'while it waits for the decision', before: (reference) => everybodyEndorses(service, reference) },
  { where: 'when it is decided provisionally', before: decideProvisionally },
  {
    where: 'while a question is open',
    before: async (reference) => {
      await decideProvisionally(reference);
      await staff.does('ask', reference, '--text', 'Which year was it?');
    },
  },
];

/** How many mails there were about each, when it had been withdrawn. */
const told = new Map<string, number>();

describe.each(OPEN)('an application is withdrawn $where', ({ school, before }) => {
  test('and ends, with one mail about it', async () => {
    const { mail, executions, clock } = service;
    const applicant = new Applicant(service);
    const { browser } = applicant;
    const reference = await applicant.apply(await openRound(service), school === undefined ? {} : { school });
    await before(reference);
    await browser.submit(await browser.visit(`/applications/${reference}/withdraw`), { reason: 'changed-post' });
    await clock.settle();

    expect(await staff.sees(reference)).toMatch(/\nstate withdrawn\n$/);
    expect((await browser.visit(`/applications/${reference}`)).text).toMatch(/withdr/i);
    expect(await executions.theOne(reference)).toMatchObject({ status: 'SUCCEEDED' });
    expect((await mail.list({ reference, template: 'withdrawn' })).map(({ to }) => to)).toEqual([[applicant.email]]);
    for (const asked of await askedOf(reference)) {
      expect((await endorserWith(service, asked).visit('/endorsement')).text).not.toContain('Send your endorsement');
    }
    told.set(reference, (await mail.list({ reference })).length);
  });
});

test('nobody hears of a withdrawn application again, neither chasers nor reminders', async () => {
  await service.clock.moveBy('P8D');
  for (const [reference, mails] of told) expect(await service.mail.list({ reference })).toHaveLength(mails);
  expect(told.size).toBe(OPEN.length);
});
