import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { APPLICATION_STATES } from '../../domain/application.ts';
import { type CaseHistory, countStates, FUNNEL, reportOn } from '../../domain/round-figures.ts';

const DAY = 86_400_000;
const at = (day: number) => new Date(Date.UTC(2027, 0, 1) + day * DAY);
const passage = (what: string, day: number, ...reasons: string[]) => ({ what, at: at(day), reasons });

/** Decided so many days after it was sent. */
const decided = (state: 'declined' | 'designated', days: number, ...reasons: string[]): CaseHistory => ({
  state,
  passages: [
    passage('draft', 0),
    passage('submitted', 2),
    passage('awaiting-endorsements', 2),
    passage('awaiting-decision', 2 + days / 2),
    passage('released', 2 + days),
    passage(state, 2 + days, ...reasons),
  ],
});

it('counts cases by state, and says of those that wait since when the oldest does', () => {
  const counts = countStates([
    { state: 'draft', since: at(5) },
    { state: 'draft', since: at(3) },
    { state: 'designated', since: at(1) },
  ]);
  expect(counts.filter(({ cases }) => cases > 0)).toEqual([
    { state: 'draft', cases: 2, oldest: at(3) },
    { state: 'designated', cases: 1 },
  ]);
  expect(counts.map(({ state }) => state)).toEqual(APPLICATION_STATES);
});

it('takes times from the timelines: the median, and what nine of ten stayed within', () => {
  const { steps } = reportOn([10, 20, 30, 40, 50, 60, 70, 80, 90, 100].map((days) => decided('designated', days)));
  expect(steps.find(({ step }) => step === 'whole')).toEqual({
    step: 'whole',
    cases: 10,
    medianMs: 50 * DAY,
    p90Ms: 90 * DAY,
  });
  expect(steps.find(({ step }) => step === 'decision')).toMatchObject({ medianMs: 25 * DAY, p90Ms: 45 * DAY });
  expect(steps.map(({ step }) => step)).not.toContain('review');
});

it('counts a decision once that was reversed later, with the reasons of its end', () => {
  const { passages } = decided('designated', 10);
  const reversed: CaseHistory = { state: 'declined', passages: [...passages, passage('declined', 50, 'reversed')] };
  const { steps, reasons, funnel } = reportOn([reversed]);
  expect(steps.find(({ step }) => step === 'whole')).toMatchObject({ medianMs: 10 * DAY });
  expect(reasons).toEqual([{ state: 'declined', reason: 'reversed', cases: 1 }]);
  expect(funnel).toEqual({ started: 1, submitted: 1, eligible: 1, endorsed: 1, designated: 0 });
});

it('names the reasons of each end, the most frequent first', () => {
  const { reasons } = reportOn([
    decided('declined', 10, 'thin', 'late'),
    decided('declined', 10, 'thin'),
    { state: 'withdrawn', passages: [passage('draft', 0), passage('withdrawn', 1, 'moved')] },
  ]);
  expect(reasons).toEqual([
    { state: 'declined', reason: 'thin', cases: 2 },
    { state: 'declined', reason: 'late', cases: 1 },
    { state: 'withdrawn', reason: 'moved', cases: 1 },
  ]);
});

it('says nothing untrue of a round without applications', () => {
  expect(reportOn([])).toMatchObject({ steps: [], reasons: [], funnel: { started: 0, designated: 0 } });
});

it('never shows more cases further down the funnel, nor a median above what nine of ten stay within', () => {
  const path = ['draft', 'submitted', 'awaiting-endorsements', 'awaiting-decision', 'designated'] as const;
  const history = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.array(fc.nat(30), { minLength: 5, maxLength: 5 })).map(
    ([length, days]): CaseHistory => ({
      state: path[length - 1] ?? 'draft',
      passages: path.slice(0, length).map((what, index) =>
        passage(
          what,
          days.slice(0, index + 1).reduce((sum, one) => sum + one, 0),
        ),
      ),
    }),
  );
  fc.assert(
    fc.property(fc.array(history, { maxLength: 40 }), (cases) => {
      const { funnel, steps, states } = reportOn(cases);
      const counts = FUNNEL.map((stage) => funnel[stage]);
      expect(counts).toEqual(counts.toSorted((one, other) => other - one));
      for (const { medianMs, p90Ms } of steps) expect(medianMs).toBeLessThanOrEqual(p90Ms);
      expect(states.reduce((sum, state) => sum + state.cases, 0)).toBe(cases.length);
    }),
  );
});
