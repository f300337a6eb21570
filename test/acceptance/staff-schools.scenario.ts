import { beforeAll, describe, expect, test } from 'vitest';
import { Applicant } from './applicant.ts';
import { bringSchools, openRound } from './commands.ts';
import { type Service, serviceUnderTest } from './service.ts';
import { endorsedApplication, Staff } from './staff.ts';

let service: Service;
let staff: Staff;
beforeAll(async () => {
  service = await serviceUnderTest();
  staff = new Staff(service);
  await bringSchools(service);
});

const UNDER_OFSTED = ['P2', 'I2a', 'I2b', 'I2c', 'I3', 'I4'];

/** Schools of the demonstration register, and which criteria that are not those of every school apply. */
const KINDS = [
  { kind: 'a sixth form college', school: '900044', comesTo: 'awaiting-endorsements', applies: ['P2', 'S1', 'F1'] },
  {
    kind: 'an independent school that Ofsted judged good or better',
    school: '900050',
    comesTo: 'awaiting-endorsements',
    applies: UNDER_OFSTED,
  },
  {
    kind: 'an independent school that Ofsted judged less than good',
    school: '900051',
    comesTo: 'eligibility-review',
    applies: UNDER_OFSTED,
  },
  {
    kind: 'an independent school under ISI',
    school: '900047',
    comesTo: 'awaiting-endorsements',
    applies: ['I1a', 'I1b', 'I1c', 'I3', 'I4'],
  },
];
const DIFFERENT = /^ {2}LLE-(P2|S1|F1|I\w+): /gm;

describe.each(KINDS)('$kind', ({ school, comesTo, applies }) => {
  test('is asked and judged by its own criteria', async () => {
    const reference = await new Applicant(service).apply(await openRound(service), { school });
    const shown = await staff.sees(reference);
    const criteria = Array.from(shown.matchAll(DIFFERENT), ([, criterion]) => criterion);
    expect(new Set(criteria)).toEqual(new Set(applies));
    expect(shown).toMatch(new RegExp(`\nstate ${comesTo}\n$`));
  });
});

test('a specialist leader is designated in a round of a teaching school', async () => {
  const { mail, executions } = service;
  const { applicant, reference } = await endorsedApplication(service, await openRound(service, 'sle'));
  await staff.does('mark-all', reference, '--reason', 'Shown in the application');
  expect(await staff.does('decide', reference, 'designate')).toBe('provisionally-designate');
  expect(await staff.does('release', reference)).toBe('released');
  const told = await mail.latest({ reference, template: 'designated' });
  expect([told.to, told.text]).toEqual([[applicant.email], expect.stringMatching(/SLE(-[0-9A-Z]{4}){3}/)]);
  expect(await staff.sees(reference)).toMatch(/\nstate designated\n$/);
  expect(await executions.theOne(reference)).toMatchObject({ status: 'SUCCEEDED' });
});
