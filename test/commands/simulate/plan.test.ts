import { expect, it } from 'vitest';
import { planRound } from '../../../commands/simulate/plan.ts';
import { declaredIn } from '../../../domain/answers.ts';
import { unanswered } from '../../../domain/completeness.ts';
import { findVariant, variantQuestions } from '../../../domain/school-variant.ts';
import { LLE_2014 } from '../../../programmes/lle.ts';
import { SLE_2018 } from '../../../programmes/sle.ts';
import { aRound } from '../../domain/a-round.ts';
import { aSchool } from '../../domain/a-school.ts';

const round = aRound();
const SCHOOLS = [
  aSchool(),
  aSchool({ urn: '999002', type: { code: 18, name: 'Further education' } }),
  aSchool({ urn: '999003', type: { code: 11, name: 'Other independent school' }, inspectorate: 'ISI' }),
  aSchool({ urn: '999004', type: { code: 34, name: 'Academy converter' } }),
];
const plan = (seed: number, applications = 400) => planRound(LLE_2014, round, SCHOOLS, { applications, seed });

it('is the same for the same seed, and another for another', () => {
  expect(plan(1, 20)).toEqual(plan(1, 20));
  expect(plan(1, 20)).not.toEqual(plan(2, 20));
});

it('begins with the same people, however many there are', () => {
  expect(plan(1, 30).slice(0, 20)).toEqual(plan(1, 20));
});

it('has most people send on the last day, all while the round is open, and some never', () => {
  const planned = plan(1);
  const sent = planned.flatMap(({ sendsAt }) => sendsAt ?? []);
  const lastDay = sent.filter((at) => at.toISOString().startsWith('2027-02-26'));
  expect(lastDay.length).toBeGreaterThan(sent.length / 2);
  expect(sent.length).toBeLessThan(planned.length);
  for (const { startsAt, sendsAt } of planned) {
    expect(startsAt > round.opens.instant).toBe(true);
    expect((sendsAt ?? round.closes.instant) <= round.closes.instant).toBe(true);
    expect(!sendsAt || startsAt < sendsAt).toBe(true);
  }
});

it('answers every question that the school is asked, also of another programme', () => {
  for (const programme of [LLE_2014, SLE_2018]) {
    for (const { school, answers } of planRound(programme, round, SCHOOLS, { applications: 40, seed: 3 })) {
      const all = Object.assign({}, ...answers.map((section) => section.answers));
      const { variant } = findVariant(programme.variants, school, all);
      expect(unanswered(programme, variant, variantQuestions(programme.variants, school), all)).toEqual([]);
    }
  }
});

it.each([
  [LLE_2014, 'Headteacher'],
  [SLE_2018, 'Assistant headteacher'],
])('has applicants whose post fits the programme', (programme, post) => {
  const [applicant] = planRound(programme, round, SCHOOLS, { applications: 1, seed: 3 });
  expect(Object.assign({}, ...(applicant?.answers ?? []).map(({ answers }) => answers))).toMatchObject({ post });
});

it('has people of every kind: other schools, declarations not met, endorsers who bounce, decline or stay silent', () => {
  const planned = plan(1);
  expect(new Set(planned.map(({ school }) => school.urn)).size).toBe(SCHOOLS.length);
  const declared = planned.map(({ answers }) =>
    Object.values(declaredIn(LLE_2014, Object.assign({}, ...answers.map((section) => section.answers)))),
  );
  expect(declared.some((answers) => answers.includes(false))).toBe(true);
  const endorsers = planned.flatMap((applicant) => [...applicant.endorsers.values()].flat());
  expect(new Set(endorsers.map(({ does }) => does))).toEqual(
    new Set(['endorses', 'declines', 'bounces', 'stays-silent']),
  );
  expect(planned.some(({ withdrawsAt }) => withdrawsAt)).toBe(true);
});

it('gives everybody an address of their own that reaches nobody', () => {
  const planned = plan(1);
  const addresses = planned.flatMap(({ email, endorsers }) => [
    email,
    ...[...endorsers.values()].flat().map((endorser) => endorser.email),
  ]);
  expect(new Set(addresses).size).toBe(addresses.length);
  for (const address of addresses) expect(address).toMatch(/^[a-z0-9.-]+@[a-z]+\.example$/);
});
