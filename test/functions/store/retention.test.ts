import { expect, it } from 'vitest';
import { ENDED_STATES } from '../../../domain/application.ts';
import { rowKeys } from '../../../functions/store/keys.ts';
import { type Kept, keptUntil, RETENTION, retentionOf } from '../../../functions/store/retention.ts';
import { aRound, moment } from '../../domain/a-round.ts';

const SINCE = '2027-05-14T09:00:00.000Z';
const kept = (state: Kept['state'], submittedAt?: string): Kept => ({
  state,
  card: { since: SINCE },
  ...(submittedAt !== undefined && { submittedAt }),
});

it('has a line for every kind of row, and for no other', () => {
  expect(Object.keys(RETENTION).toSorted()).toEqual(Object.keys(rowKeys).toSorted());
  expect(retentionOf('toString')).toBeUndefined();
});

it('says of every kind that is erased which personal data it holds', () => {
  for (const { holds, onErase } of Object.values(RETENTION)) {
    if (onErase !== 'keep') expect(holds).not.toBe('none');
  }
});

it.each(ENDED_STATES.filter((state) => state !== 'not-submitted'))(
  'keeps an application that was sent and is %s for six years from then',
  (state) => {
    expect(keptUntil(kept(state, '2027-02-01T09:00:00.000Z'), aRound())).toEqual(new Date('2033-05-14T09:00:00.000Z'));
  },
);

it.each(['draft', 'not-submitted', 'withdrawn'] as const)('keeps a %s one that was never sent for a year', (state) => {
  expect(keptUntil(kept(state), aRound())).toEqual(new Date('2028-02-26T17:00:00.000Z'));
});

it('counts from the second closing of a round that was opened again', () => {
  const reopened = { from: moment('2027-03-01T09:00'), until: moment('2027-03-05T17:00') };
  expect(keptUntil(kept('draft'), aRound({ reopened }))).toEqual(new Date('2028-03-05T17:00:00.000Z'));
});

it.each(['submitted', 'eligibility-review', 'awaiting-endorsements', 'awaiting-decision'] as const)(
  'never lets go of a case that is %s',
  (state) => {
    expect(keptUntil(kept(state, '2027-02-01T09:00:00.000Z'), aRound())).toBe('undecided');
  },
);
