import { expect, it } from 'vitest';
import { violations } from '../../../commands/simulate/invariants.ts';
import { count, type TalliedCase } from '../../../commands/simulate/tally.ts';

const aCase = (state: TalliedCase['state'], changes: Partial<TalliedCase> = {}): TalliedCase => ({
  reference: `LLE-${state}`,
  state,
  wasSubmitted: state !== 'draft' && state !== 'not-submitted',
  wasReviewed: false,
  messages: [],
  ...changes,
});

const ENDED = (['not-submitted', 'ineligible', 'not-endorsed', 'declined', 'designated', 'withdrawn'] as const).map(
  (state) => aCase(state),
);

it('counts cases so that they add up', () => {
  const counts = count([...ENDED, aCase('designated', { wasReviewed: true })], 1);
  expect(counts).toMatchObject({
    applications: 7,
    drafts: 1,
    submitted: 6,
    ineligible: 1,
    reviewed: 1,
    notEndorsed: 1,
    declined: 1,
    designated: 2,
    withdrawn: 1,
    notSubmitted: 1,
    published: 1,
  });
  expect(violations(ENDED, count(ENDED, 1), 0)).toEqual([]);
});

it('finds what must not be at the end of a round', () => {
  const cases = [...ENDED, aCase('draft'), aCase('awaiting-decision')];
  expect(violations(cases, count(cases, 2), 1)).toEqual([
    'LLE-draft has not ended: draft',
    'LLE-awaiting-decision has not ended: awaiting-decision',
    '1 executions have not ended',
    'applications ≠ submitted + notSubmitted',
    'submitted 6 ≠ 5 ended',
    'published 2 > designated 1',
  ]);
});
