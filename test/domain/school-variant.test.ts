import { describe, expect, it } from 'vitest';
import { findVariant, variantQuestions } from '../../domain/school-variant.ts';
import { LLE_2014 } from '../../programmes/lle.ts';
import { SLE_2018 } from '../../programmes/sle.ts';
import { aSchool } from './a-school.ts';

const school = (code: number, inspectorate?: string) =>
  aSchool({ type: { code, name: `type ${code}` }, ...(inspectorate === undefined ? {} : { inspectorate }) });

describe('the variant of a school', () => {
  it.each([
    ['a community school', school(1), {}, { variant: 'standard', by: 'register' }],
    ['an academy converter', school(34), {}, { variant: 'standard', by: 'register' }],
    [
      'a further education college, not asked yet',
      school(18),
      {},
      { variant: 'standard', by: 'register', ask: 'is-sixth-form-college' },
    ],
    [
      'a sixth form college',
      school(18),
      { 'is-sixth-form-college': 'yes' },
      { variant: 'sixth-form-college', by: 'applicant' },
    ],
    ['another college', school(18), { 'is-sixth-form-college': 'no' }, { variant: 'standard', by: 'register' }],
    [
      'a 16 to 19 academy',
      school(45),
      { 'is-sixth-form-college': 'yes' },
      { variant: 'sixth-form-college', by: 'applicant' },
    ],
    [
      'a primary school whose head says college',
      school(1),
      { 'is-sixth-form-college': 'yes' },
      { variant: 'standard', by: 'register' },
    ],
    ['an independent school under ISI', school(11, 'ISI'), {}, { variant: 'independent-isi', by: 'register' }],
    ['an independent school under Ofsted', school(11, 'OFSTED'), {}, { variant: 'independent-ofsted', by: 'register' }],
    [
      'an independent special school, inspectorate unknown',
      school(10),
      {},
      { variant: 'independent-isi', by: 'register', ask: 'inspected-by' },
    ],
    [
      'one whose head says Ofsted',
      school(10),
      { 'inspected-by': 'ofsted' },
      { variant: 'independent-ofsted', by: 'applicant' },
    ],
    [
      'one whose head says otherwise',
      school(10),
      { 'inspected-by': 'isi' },
      { variant: 'independent-isi', by: 'register' },
    ],
    [
      'one whose register entry contradicts its head',
      school(11, 'ISI'),
      { 'inspected-by': 'ofsted' },
      { variant: 'independent-isi', by: 'register' },
    ],
    ['a school that is not in the register', undefined, {}, { variant: 'standard', by: 'register' }],
  ])('is right for %s', (_, given, answers, found) => {
    expect(findVariant(LLE_2014.variants, given, answers)).toEqual(found);
  });

  it('is one and the same where a programme makes no difference', () => {
    expect(findVariant(SLE_2018.variants, school(11), {})).toEqual({ variant: 'any-school', by: 'register' });
  });

  it('is asked about only where the register does not settle it', () => {
    expect(variantQuestions(LLE_2014.variants, school(1))).toEqual([]);
    expect(variantQuestions(LLE_2014.variants, school(18))).toEqual(['is-sixth-form-college']);
    expect(variantQuestions(LLE_2014.variants, school(11))).toEqual(['inspected-by']);
    expect(variantQuestions(LLE_2014.variants, school(11, 'ISI'))).toEqual([]);
  });
});
