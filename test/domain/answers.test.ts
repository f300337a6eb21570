import { describe, expect, it } from 'vitest';
import { countWords, declaredIn, pagesFor } from '../../domain/answers.ts';
import { LLE_2014 } from '../../programmes/lle.ts';
import { SLE_2018 } from '../../programmes/sle.ts';

const questions = (variant: string, schoolQuestions: string[] = []) =>
  pagesFor(LLE_2014, variant, schoolQuestions).flatMap((page) => page.questions.map(({ id }) => id));

describe('the form of one applicant', () => {
  it('asks the head of a maintained school nothing about colleges or inspectorates', () => {
    const asked = questions('standard');
    expect(asked).toContain('minimum-standards');
    for (const id of ['maintained-schools', 'isi-leadership', 'ofsted-leadership', 'inspected-by']) {
      expect(asked).not.toContain(id);
    }
  });

  it('asks the head of an independent school nothing about minimum standards', () => {
    expect(questions('independent-isi')).not.toContain('minimum-standards');
    expect(questions('independent-isi')).not.toContain('head-on-report');
    expect(questions('independent-isi')).toContain('isi-achievement');
  });

  it('asks a college about maintained schools', () => {
    expect(questions('sixth-form-college')).toContain('maintained-schools');
  });

  it('asks about the kind of school only when it must', () => {
    expect(questions('standard', ['is-sixth-form-college'])).toContain('is-sixth-form-college');
  });

  it('leaves out a page on which nothing is asked', () => {
    const onlyAbout = (criterion: string) => ({
      ...LLE_2014,
      criteria: LLE_2014.criteria.filter(({ id }) => id === criterion),
    });
    const pages = pagesFor(onlyAbout('LLE-P7'), 'standard', []).map(({ id }) => id);
    expect(pages).toEqual(['about-you', 'your-school', 'headship', 'directory']);
  });
});

describe('what an applicant declared', () => {
  it('is known by criterion; what was not answered is not there', () => {
    expect(declaredIn(LLE_2014, { 'three-years-head': 'yes', time: 'no', coaching: 'yes' })).toEqual({
      'LLE-P1': true,
      'LLE-P7': false,
    });
  });

  it('includes a specialism by choosing one', () => {
    expect(declaredIn(SLE_2018, { specialisms: ['outcomes/maths'] })).toEqual({ 'SLE-6': true });
    expect(declaredIn(SLE_2018, { specialisms: [] })).toEqual({ 'SLE-6': false });
  });
});

describe('counting words', () => {
  it.each([
    ['', 0],
    ['   \n ', 0],
    ['one', 1],
    ['one two\nthree\tfour', 4],
    ['school-to-school support – 2019', 3],
    ['élèves, naïve', 2],
  ])('counts %j as people do', (text, words) => {
    expect(countWords(text)).toBe(words);
  });
});
