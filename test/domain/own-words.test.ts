import { describe, expect, it } from 'vitest';
import { type OwnWords, ownWordsProblems } from '../../domain/own-words.ts';
import { LLE_2014 } from '../../programmes/lle.ts';
import { SLE_2018 } from '../../programmes/sle.ts';

const OWN: OwnWords = { profile: '', specialisms: [], ageGroups: [], placements: 1 };
const today = '2027-06-01';
const problems = (own: Partial<OwnWords>, programme = LLE_2014, before: string[] = []) =>
  ownWordsProblems(programme, { ...OWN, ...own }, { before, today });

describe('what people say of themselves', () => {
  it('may be as little as nothing', () => {
    expect(problems({})).toEqual([]);
  });

  it('is of the programme, and within its bounds', () => {
    expect(problems({ specialisms: ['activities/coaching'], travelMiles: 250, placements: 9 })).toEqual([]);
    expect(problems({ specialisms: ['activities/magic'] })).toEqual(['unknown-specialism']);
    expect(problems({ profile: 'word '.repeat(151) })).toEqual(['too-many-words']);
    expect(problems({ travelMiles: 0 })).toEqual(['miles']);
    expect(problems({ travelMiles: Number.NaN, placements: 1.5 })).toEqual(['miles', 'placements']);
  });

  it('looks two years ahead at most', () => {
    expect(problems({ availableFrom: '2029-06-01' })).toEqual([]);
    expect(problems({ availableFrom: '2029-06-02' })).toEqual(['too-far-ahead']);
  });

  it('keeps the specialisms in which somebody was designated', () => {
    const [group] = SLE_2018.specialisms;
    const [one = '', other = ''] = group?.specialisms.map(({ id }) => `${group.id}/${id}`) ?? [];
    expect(problems({ specialisms: [one] }, SLE_2018, [one])).toEqual([]);
    expect(problems({ specialisms: [other] }, SLE_2018, [one])).toEqual(['not-theirs-to-choose']);
    expect(problems({ specialisms: [] }, SLE_2018, [one])).toEqual(['not-theirs-to-choose']);
  });
});
