import { describe, expect, it } from 'vitest';
import { ageGroupsOf, isAvailable, mayBeListed, publicStanding } from '../../domain/directory-entry.ts';

describe('an entry of the directory', () => {
  it('is available from its date on, and while it is open', () => {
    const on = (availability: Parameters<typeof isAvailable>[0]['availability']) =>
      isAvailable({ availability }, '2027-01-04');
    expect(on({ state: 'open', placements: 1 })).toBe(true);
    expect(on({ state: 'from', from: '2027-01-04', placements: 1 })).toBe(true);
    expect(on({ state: 'from', from: '2027-01-05', placements: 1 })).toBe(false);
    expect(on({ state: 'paused' })).toBe(false);
  });

  it.each([
    [{ from: 4, to: 11 }, ['early-years', 'primary']],
    [{ from: 5, to: 11 }, ['primary']],
    [{ from: 11, to: 18 }, ['secondary', 'sixth-form']],
    [{ from: 11, to: 16 }, ['secondary']],
    [{ from: 16, to: 19 }, ['sixth-form']],
    [{ from: 3, to: 5 }, ['early-years']],
    [undefined, []],
  ])('takes its age groups from a school of ages %j', (ages, groups) => {
    expect(ageGroupsOf(ages ? { ages } : {})).toEqual(groups);
  });
});

describe('the public standing of a number', () => {
  const today = '2027-06-01';

  it('is current on the last day, and over on the next, whoever has noted it', () => {
    expect(publicStanding({ state: 'active', endsOn: today }, today)).toEqual({ word: 'current', endsOn: today });
    expect(publicStanding({ state: 'paused', endsOn: '2027-05-31' }, today)).toEqual({
      word: 'ended',
      endedOn: '2027-05-31',
    });
  });

  it('ended on the day in London', () => {
    const ended = { at: '2027-05-30T23:30:00.000Z' };
    expect(publicStanding({ state: 'ended', endsOn: '2030-01-01', ended }, today)).toEqual({
      word: 'ended',
      endedOn: '2027-05-31',
    });
    expect(mayBeListed({ state: 'ended', endsOn: '2030-01-01', ended }, today)).toBe(false);
  });

  it('says when it is reviewed, and stays listed meanwhile', () => {
    expect(publicStanding({ state: 'under-review', endsOn: '2030-01-01' }, today).word).toBe('under-review');
    expect(mayBeListed({ state: 'under-review', endsOn: '2030-01-01' }, today)).toBe(true);
  });
});
