import { describe, expect, it } from 'vitest';
import type { Round } from '../../domain/round.ts';
import { roundProblems, roundWarnings } from '../../domain/round-validation.ts';
import { TIMING } from '../../programmes/house-rules.ts';
import { aRound, moment } from './a-round.ts';

const NOW = new Date('2026-12-01T10:00:00Z');
const problems = (
  round = aRound(),
  others = [aRound({ id: 'other', opens: moment('2026-09-01T09:00'), closes: moment('2026-10-01T17:00') })],
) => roundProblems(round, TIMING, others.map(windowOf), NOW);

const windowOf = ({ id, opens, closes }: Round) => ({ id, opens: opens.instant, closes: closes.instant });

describe('a round', () => {
  it('can be as the programme offers it', () => {
    expect(problems()).toEqual([]);
  });

  it('counts five weeks across a change of clocks as five weeks', () => {
    expect(problems(aRound({ endorsementsDue: moment('2027-04-02T17:00') }))).toEqual([]);
  });

  it.each([
    [
      'closes before it opens',
      { closes: moment('2027-01-10T17:00') },
      { word: 'too-soon', moment: 'closes', after: 'opens', leastDays: 7 },
    ],
    [
      'leaves endorsers too little time',
      { endorsementsDue: moment('2027-04-01T17:00') },
      { word: 'too-soon', moment: 'endorsementsDue', after: 'closes', leastDays: 35 },
    ],
    [
      'decides before endorsements are due',
      { decisionsDue: moment('2027-04-09T16:00') },
      { word: 'too-soon', moment: 'decisionsDue', after: 'endorsementsDue', leastDays: 5 },
    ],
    [
      'lasts longer than a workflow can',
      { decisionsDue: moment('2027-12-20T17:00') },
      { word: 'too-long', mostDays: 334 },
    ],
    ['has room for nobody', { capacity: 0 }, { word: 'capacity-too-small' }],
  ] as const)('cannot be one that %s', (_, changes, problem) => {
    expect(problems(aRound(changes))).toEqual([problem]);
  });

  it('cannot close in the past', () => {
    expect(roundProblems(aRound(), TIMING, [], new Date('2027-02-26T17:00:00Z'))).toEqual([{ word: 'already-past' }]);
  });

  it('cannot overlap another one of its programme and body', () => {
    const other = aRound({ id: 'other', opens: moment('2027-02-26T16:59') });
    expect(problems(aRound(), [other])).toEqual([
      { word: 'overlaps', round: 'other', opens: other.opens.instant, closes: other.closes.instant },
    ]);
    expect(problems(aRound(), [{ ...other, opens: aRound().closes, closes: moment('2027-03-26T17:00') }])).toEqual([]);
  });

  it('is warned about at weekends, on bank holidays, and where nobody knows yet', () => {
    const round = aRound({
      closes: moment('2027-02-27T17:00'),
      endorsementsDue: moment('2027-03-29T17:00'),
      decisionsDue: moment('2029-05-14T17:00'),
    });
    expect(roundWarnings(round, NOW)).toEqual([
      { word: 'weekend', moment: 'closes' },
      { word: 'bank-holiday', moment: 'endorsementsDue' },
      { word: 'holidays-unknown', moment: 'decisionsDue' },
    ]);
    expect(roundWarnings(aRound(), NOW)).toEqual([]);
    const scheduled = aRound({ state: 'scheduled' });
    expect(roundWarnings(scheduled, scheduled.opens.instant)).toEqual([{ word: 'past', moment: 'opens' }]);
    expect(roundWarnings({ ...scheduled, state: 'open' }, scheduled.opens.instant)).toEqual([]);
    const reopened = { from: moment('2027-03-02T09:00'), until: moment('2027-04-06T17:00') };
    expect(roundWarnings(aRound({ reopened, endorsementsDue: moment('2027-04-05T17:00') }), NOW)).toContainEqual({
      word: 'after-endorsements',
      moment: 'closes',
    });
  });
});
