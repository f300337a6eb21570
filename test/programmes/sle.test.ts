import { describe, expect, it } from 'vitest';
import { criteriaFor } from '../../domain/criteria.ts';
import { SLE_2018 } from '../../programmes/sle.ts';

describe('the SLE programme', () => {
  it('asks the same thirteen criteria of every school', () => {
    const ids = criteriaFor(SLE_2018, 'any-school').map(({ id }) => id);
    expect(ids).toEqual(Array.from({ length: 13 }, (_, index) => `SLE-${index + 1}`));
  });

  it('has no rule about inspection', () => {
    expect(SLE_2018.criteria.filter(({ register }) => register?.checks === 'inspection-good')).toEqual([]);
  });

  it('has the 30 specialisms of the four groups, with assessment in two of them', () => {
    expect(SLE_2018.specialisms.map(({ specialisms }) => specialisms.length)).toEqual([5, 20, 3, 2]);
    const names = SLE_2018.specialisms.flatMap(({ specialisms }) => specialisms.map(({ name }) => name));
    expect(names.filter((name) => name === 'Assessment')).toHaveLength(2);
  });

  it('is run by teaching schools, through which its people are reached', () => {
    expect(SLE_2018.designatedBy).toBe('teaching-school');
    expect(SLE_2018.directory.contactRoute).toBe('designating-body');
  });
});
