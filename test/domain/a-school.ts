import type { EligibilityFacts } from '../../domain/eligibility-facts.ts';
import type { Inspection, School } from '../../domain/school.ts';

/** A fictional maintained primary school, good and freshly inspected as of late 2026. */
export const aSchool = (changes: Partial<School> = {}): School => ({
  urn: '999001',
  name: 'Example Primary School',
  type: { code: 1, name: 'Community school' },
  status: { code: 1, name: 'Open' },
  localAuthority: { code: 999, name: 'Exampleshire' },
  address: { town: 'Exampleton', postcode: 'ZZ1 1ZZ' },
  inspection: anInspection(),
  registerDate: '2026-11-01',
  ...changes,
});

export const anInspection = (changes: Partial<Inspection> = {}): Inspection => ({
  framework: 'graded',
  overall: 'good',
  leadershipAndManagement: 'good',
  inspectedOn: '2024-03-12',
  snapshotDate: '2026-10-31',
  ...changes,
});

/** A school without the named parts, as a register that does not say them. */
export const without = <T extends object, K extends keyof T>(whole: T, ...keys: K[]): Omit<T, K> =>
  Object.fromEntries(Object.entries(whole).filter(([key]) => !keys.some((gone) => gone === key))) as Omit<T, K>;

/** A head teacher who declares everything and has not been endorsed yet. */
export const someFacts = (changes: Partial<EligibilityFacts> = {}): EligibilityFacts => ({
  school: aSchool(),
  declared: { 'LLE-P1': true, 'LLE-P3': true, 'LLE-P4': true, 'LLE-P7': true },
  declaredOn: '2026-11-20',
  variantAnswers: {},
  endorsements: [],
  ...changes,
});
