import { describe, expect, it } from 'vitest';
import { designationDue, entryDue } from '../../domain/designation-schedule.ts';

const HELD = { state: 'active', endsOn: '2031-04-30', reviewOn: '2028-05-01' } as const;
const on = (day: string) => new Date(`${day}T12:00:00Z`);

describe('a designation', () => {
  it('has nothing due until the morning of its review', () => {
    expect(designationDue(HELD, on('2027-05-01'))).toEqual({ act: [], next: new Date('2028-05-01T08:00:00Z') });
    expect(designationDue(HELD, on('2028-05-01')).act).toEqual(['announce-review']);
  });

  it('has a review announced once, and then waits for its end', () => {
    const told = { ...HELD, reviewAnnounced: '2028-05-01' };
    expect(designationDue(told, on('2028-05-02'))).toEqual({ act: [], next: new Date('2031-04-30T23:00:00Z') });
  });

  it('stands on its last day, and ends as the next begins in London', () => {
    expect(designationDue(HELD, new Date('2031-04-30T22:59:59Z')).act).not.toContain('end');
    expect(designationDue(HELD, new Date('2031-04-30T23:00:00Z')).act).toContain('end');
  });

  it('is not reviewed after its end, and has nothing due once it has ended', () => {
    expect(designationDue({ ...HELD, reviewOn: '2031-05-01' }, on('2031-04-01')).act).toEqual([]);
    expect(designationDue({ ...HELD, state: 'ended' }, on('2032-01-01'))).toEqual({ act: [] });
  });
});

describe('an entry', () => {
  it('is asked about a year after it was confirmed, once', () => {
    expect(entryDue({ confirmedOn: '2027-05-01' }, on('2028-04-30')).act).toEqual([]);
    expect(entryDue({ confirmedOn: '2027-05-01' }, on('2028-05-01')).act).toEqual(['prompt']);
    expect(entryDue({ confirmedOn: '2027-05-01', promptedFor: '2027-05-01' }, on('2029-05-01'))).toEqual({ act: [] });
  });
});
