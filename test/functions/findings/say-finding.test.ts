import { expect, it } from 'vitest';
import type { Evidence } from '../../../domain/eligibility-facts.ts';
import { sayEvidence, sayNotMet, sayWhy } from '../../../functions/findings/say-finding.ts';
import { LLE_2014 } from '../../../programmes/lle.ts';
import { anInspection, without } from '../../domain/a-school.ts';

const evidence = (one: Evidence) => sayEvidence(one, LLE_2014).says;
const declared = { criterion: 'LLE-P1', by: 'declared', why: { word: 'declared-not-met' } } as const;

it('tells an applicant of a criterion in a whole sentence, and of their own answer as theirs', () => {
  const [told] = sayNotMet(LLE_2014, declared);
  expect(told).toMatch(/^You must have at least 3 years .*\. You answered that this is not so\.$/);
  const why = { word: 'register-says', says: 'Closed' } as const;
  const [ofSchool] = sayNotMet(LLE_2014, { criterion: 'LLE-S1', by: 'register', why });
  expect(ofSchool).toMatch(/^Your current school must .*\. The register has the school as: Closed\.$/);
  expect(sayNotMet(LLE_2014, { ...declared, criterion: 'LLE-X9' })).toEqual([]);
});

it('says why, with the dates of data that are old', () => {
  expect(sayWhy({ word: 'register-old', of: '2026-01-03' })).toBe('Our register data of 3 January 2026 is old.');
  expect(sayWhy({ word: 'inspection-data-old', of: '2026-01-03' })).toBe(
    'Our inspection data of 3 January 2026 is old.',
  );
  expect(sayWhy({ word: 'inspection', told: 'concern' })).toBe('The last inspection found a category of concern.');
  expect(sayWhy({ word: 'to-be-judged' })).toBe('A decider judges the evidence.');
});

it('says every value of an inspection that was seen', () => {
  const seen = anInspection({
    concern: 'SM',
    inspectedUrn: '999000',
    confirmed: { outcome: 'School remains good', on: '2026-02-03' },
  });
  expect(evidence({ source: 'inspection-data', seen, date: '2026-10-31' })).toBe(
    'overall effectiveness: good; leadership and management: good; special measures; School remains good (3 February 2026); inspected on 12 March 2024; as URN 999000',
  );
  const bare = without(without(without(seen, 'overall'), 'leadershipAndManagement'), 'inspectedOn');
  const nothing = without(without(without(bare, 'concern'), 'inspectedUrn'), 'confirmed');
  expect(evidence({ source: 'inspection-data', seen: nothing, date: '2026-10-31' })).toBe('no grades');
});

it('says who confirmed what, by the title of their place', () => {
  const given = { source: 'endorsement', slot: 'governing-body', date: '2026-12-01' } as const;
  expect(evidence({ ...given, confirmed: true })).toBe('Your governing body: confirmed');
  expect(evidence({ ...given, confirmed: false })).toBe('Your governing body: not confirmed');
  expect(sayEvidence({ source: 'application', declared: false, date: '2026-12-01' }, LLE_2014)).toEqual({
    says: 'no',
    source: 'application',
    date: '2026-12-01',
  });
});
