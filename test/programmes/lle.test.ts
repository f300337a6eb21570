import { describe, expect, it } from 'vitest';
import { criteriaFor } from '../../domain/criteria.ts';
import { LLE_2014 } from '../../programmes/lle.ts';

const HEAD = ['LLE-P1', 'LLE-P2', 'LLE-P3', 'LLE-P4', 'LLE-P5', 'LLE-P6', 'LLE-P7'];
const SCHOOL = ['LLE-S1', 'LLE-S2', 'LLE-S3', 'LLE-S4'];

describe('the LLE criteria of 2014', () => {
  it.each([
    ['standard', [...HEAD, ...SCHOOL]],
    ['sixth-form-college', [...HEAD, ...SCHOOL, 'LLE-F1']],
    [
      'independent-isi',
      [...HEAD.filter((id) => id !== 'LLE-P2'), 'LLE-S4', 'LLE-I1a', 'LLE-I1b', 'LLE-I1c', 'LLE-I3', 'LLE-I4'],
    ],
    ['independent-ofsted', [...HEAD, 'LLE-S4', 'LLE-I2a', 'LLE-I2b', 'LLE-I2c', 'LLE-I3', 'LLE-I4']],
  ])('are, for a school of variant %s, the rows of the guide', (variant, ids) => {
    expect(criteriaFor(LLE_2014, variant).map(({ id }) => id)).toEqual(ids);
  });

  it('keep the words of the guide', () => {
    const wording = Object.fromEntries(LLE_2014.criteria.map((criterion) => [criterion.id, criterion.wording]));
    expect(wording).toMatchObject({
      'LLE-P1': 'have at least 3 years of experience as a serving headteacher',
      'LLE-P2': 'have an Ofsted rating of good',
      'LLE-P3': 'expect to remain at your current school for at least 2 years after being selected',
      'LLE-P4': 'have accountability for one or more school(s) that meet the criteria below',
      'LLE-P5':
        'have the support of your school’s governing body and local authority or a senior educational professional',
      'LLE-P6':
        'demonstrate that you have sufficient experience providing support as a coach or mentor to another headteacher or senior member of staff at a school other than your own',
      'LLE-P7': 'commit to the time expectations',
      'LLE-S1': 'have an Ofsted rating of good',
      'LLE-S2': 'show consistently high levels of pupil performance or continued improvement over the last 3 years',
      'LLE-S3': 'be above current minimum standards set by the government',
      'LLE-S4': 'have experienced senior leaders with capacity to work with other schools',
    });
  });

  it('ask every judged criterion in at most 300 words', () => {
    const questions = LLE_2014.form.sections.flatMap(({ pages }) => pages.flatMap((page) => [...page.questions]));
    const limits = questions.flatMap((question) => (question.kind === 'text' ? [question.maxWords] : []));
    expect(new Set(limits)).toEqual(new Set([300]));
  });
});
