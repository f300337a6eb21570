import { describe, expect, it } from 'vitest';
import {
  criteriaToMark,
  type Decision,
  decisionProblems,
  mayChange,
  mayRelease,
  mayReverse,
} from '../../domain/decision.ts';
import { checkEligibility } from '../../domain/eligibility.ts';
import { LLE_2014 } from '../../programmes/lle.ts';
import { someFacts } from './a-school.ts';

const RULE = LLE_2014.decision;
const TO_MARK = ['LLE-P2', 'LLE-P6'];
const met = (criterion: string) => ({ criterion, mark: 'met' as const, reason: 'Clear evidence' });
const decision = (changes: Partial<Decision> = {}): Decision => ({
  outcome: 'designate',
  marks: TO_MARK.map(met),
  declineReasons: [],
  words: '',
  ...changes,
});
const decline = (changes: Partial<Decision> = {}) =>
  decision({ outcome: 'decline', declineReasons: ['experience'], words: 'Only one term of coaching.', ...changes });
const problems = (given: Decision) => decisionProblems(RULE, TO_MARK, given);

describe('a decision', () => {
  it('marks every criterion that the check did not find met', () => {
    const { findings } = checkEligibility(LLE_2014, someFacts(), new Date('2026-11-21T10:00:00Z'));
    expect(criteriaToMark(findings)).toEqual(['LLE-P2', 'LLE-P5', 'LLE-P6', 'LLE-S2', 'LLE-S3', 'LLE-S4']);
  });

  it('can be to designate when all is marked and met', () => {
    expect(problems(decision())).toEqual([]);
  });

  it('can be to decline with reasons from the list and words', () => {
    expect(problems(decline())).toEqual([]);
    expect(problems(decline({ marks: [{ ...met('LLE-P6'), mark: 'not-met' }, met('LLE-P2')] }))).toEqual([]);
  });

  it.each([
    ['a mark that is missing', decision({ marks: [met('LLE-P2')] }), { word: 'not-marked', criterion: 'LLE-P6' }],
    [
      'a mark without a reason',
      decision({ marks: [met('LLE-P2'), { ...met('LLE-P6'), reason: ' ' }] }),
      { word: 'no-reason', criterion: 'LLE-P6' },
    ],
    [
      'a designation with a criterion that is not met',
      decision({ marks: [met('LLE-P2'), { ...met('LLE-P6'), mark: 'not-met' }] }),
      { word: 'not-met', criterion: 'LLE-P6' },
    ],
    [
      'an exception where there is none',
      decision({ marks: [met('LLE-P2'), { ...met('LLE-P6'), mark: 'exception' }] }),
      { word: 'no-exception-allowed', criterion: 'LLE-P6' },
    ],
    ['a decline without a reason', decline({ declineReasons: [] }), { word: 'no-decline-reason' }],
    ['a decline without words', decline({ words: '\n' }), { word: 'no-words' }],
    [
      'a decline for an unknown reason',
      decline({ declineReasons: ['mood'] }),
      { word: 'unknown-decline-reason', reason: 'mood' },
    ],
  ])('is stopped by %s', (_, given, problem) => {
    expect(problems(given)).toEqual([problem]);
  });

  it('can accept exceptional circumstances where the programme allows them', () => {
    expect(problems(decision({ marks: [{ ...met('LLE-P2'), mark: 'exception' }, met('LLE-P6')] }))).toEqual([]);
  });
});

describe('the release of a decision', () => {
  it.each([
    ['none', false, 'no-decision'],
    ['provisional', false, 'may-release'],
    ['provisional', true, 'awaiting-information'],
    ['released', false, 'already-released'],
  ] as const)('from %s, information awaited: %s, is %s', (state, awaited, word) => {
    expect(mayRelease(state, awaited)).toBe(word);
  });

  it('ends the time in which it can be changed', () => {
    expect(mayChange('none')).toBe('may-change');
    expect(mayChange('provisional')).toBe('may-change');
    expect(mayChange('released')).toBe('released');
  });
});

describe('the reversal of a decision', () => {
  const asked = { by: 'staff-1', reason: 'The reference was read as another person’s' };

  it.each([
    ['a second person confirms it', 'released', asked, 'staff-2', 'may-reverse'],
    ['the same person confirms it', 'released', asked, 'staff-1', 'same-person'],
    ['there is no reason', 'released', { ...asked, reason: '' }, 'staff-2', 'no-reason'],
    ['it is still provisional', 'provisional', asked, 'staff-2', 'not-released'],
  ] as const)('when %s', (_, state, request, confirmedBy, word) => {
    expect(mayReverse(state, request, confirmedBy)).toBe(word);
  });
});
